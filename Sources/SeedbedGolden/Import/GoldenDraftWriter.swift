import Foundation
import SeedbedFormats

/// Writes drafts as YAML a person would write: short lines, quotes where they are needed.
struct GoldenDraftWriter {
  private(set) var text = ""
  private let name: String
  private var titles: [String: Int] = [:]
  private var bodies: Set<String> = []
  /// The names of requests that are taken, with their calls.
  private var names: Set<String> = []

  init(name: String) {
    self.name = name
  }

  /// The head of the file; a service where there is none yet.
  mutating func start(from source: String, origin: String?) {
    text += "# Drafted from \(source.replacing("\n", with: " ").prefix(90)).\n"
    if let origin {
      let isLocal = LocalPort.isLocal(host: URL(string: origin)?.host() ?? "")
      if !origin.isEmpty, !isLocal {
        let name = origin.filter { !$0.isNewline }.prefix(90)
        text += "# It names \(name), which is left alone: a draft asks this machine.\n"
      }
      let address = isLocal ? origin : "http://127.0.0.1:8080"
      text += "service: {base_url: \"${SEEDBED_BASE_URL:-\(address)}\"}\n"
    }
    text += "endpoints:\n"
  }

  mutating func add(_ draft: DraftEndpoint) {
    let title = draft.call.description
    titles[title, default: 0] += 1
    let number = titles[title] ?? 1
    text += "  - call: \(title)\n"
    let name = draft.name.map { "\(title) \($0)" }.flatMap {
      names.insert($0).inserted ? draft.name : nil
    }
    if number > 1 { text += "    case: \(Self.quoted(name ?? "\(number)"))\n" }
    if !["GET", "HEAD", "OPTIONS"].contains(draft.call.method) { text += "    class: effect\n" }
    if draft.hasCredentials {
      text += "    # as: ROLE    it needs credentials: describe a role under auth\n"
    }
    map("path", draft.path)
    map("query", draft.query)
    map("headers", draft.headers)
    switch draft.body {
    case .json(let value)?: text += "    json: \(JSONWriter.text(value, pretty: false).spaced)\n"
    case .form(let pairs)?: map("form", pairs)
    case .other(let type)?: text += "    # file: BODY    its body is of type \(type)\n"
    case nil: break
    }
    map("capture", draft.captures)
    if draft.redirects > 0 { text += "    redirects: \(draft.redirects)\n" }
    if let timeout = draft.timeout { text += "    timeout: \(timeout)s\n" }
    text += "    expect: {status: \(draft.status)\(body(of: draft, number))}\n"
  }

  /// A golden for answers that have one; JSON unless it is known to be something else.
  private mutating func body(of draft: DraftEndpoint, _ number: Int) -> String {
    let type = draft.type ?? "application/json"
    let hasBody = draft.call.method != "HEAD" && ![204, 304].contains(draft.status)
    guard hasBody, let ending = MediaType.ending(of: type) else { return "" }
    let words = draft.call.description.lowercased().split { !$0.isLetter && !$0.isNumber }
    var stem = words.joined(separator: "-") + (number > 1 ? "-\(number)" : "")
    while !bodies.insert(stem).inserted { stem += "-2" }
    return ", body: \(name)/\(stem).\(ending)"
  }

  private mutating func map(_ key: String, _ pairs: [DraftEndpoint.Pair]) {
    if pairs.isEmpty { return }
    var order: [String] = []
    var values: [String: [String]] = [:]
    for pair in pairs {
      if values[pair.name] == nil { order.append(pair.name) }
      values[pair.name, default: []].append(Self.quoted(pair.value))
    }
    let members = order.map { name in
      let written = values[name] ?? []
      let value = written.count == 1 ? written[0] : "[\(written.joined(separator: ", "))]"
      return "\(Self.quoted(name)): \(value)"
    }
    text += "    \(key): {\(members.joined(separator: ", "))}\n"
  }

  /// The text as a scalar of YAML's flow style.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.\/-]*|[0-9]{1,9}/) != nil
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    if isPlain, !words.contains(text.lowercased()) { return text }
    return JSONWriter.text(.string(text), pretty: false)
  }
}

extension String {
  /// Compact JSON with a space behind each colon and comma outside of strings, as YAML's flow style wants it.
  fileprivate var spaced: String {
    var isInString = false
    var isEscaped = false
    return reduce(into: "") { text, character in
      text.append(character)
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = isInString
      } else if character == "\"" {
        isInString.toggle()
      } else if !isInString, character == ":" || character == "," {
        text.append(" ")
      }
    }
  }
}

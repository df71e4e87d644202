import SeedbedFormats

/// Writes drafts as YAML a person would write: short lines, quotes where they are needed.
struct GoldenDraftWriter {
  private let name: String
  private var titles: [String: Int] = [:]
  /// The cases of calls that are taken.
  private var cases: Set<String> = []
  /// The numbers below which every case of a call is taken.
  private var numbers: [String: Int] = [:]
  /// The files of bodies that are taken, and how many others were to be called so.
  private var bodies: [String: Int] = [:]

  /// A draft, and what was chosen for it.
  struct Entry: Sendable {
    let draft: DraftEndpoint
    let caseName: String?
    let body: String?
    let text: String
  }

  init(name: String) {
    self.name = name
  }

  /// The address a draft asks: this machine, whatever its source names.
  static func address(for origin: String) -> String {
    LocalPort.isLocal(origin: origin) ? origin : "http://127.0.0.1:8080"
  }

  /// The head of the file, with a service if none is described yet.
  static func head(from source: String, origin: String?) -> String {
    var lines = [YAMLText.comment("Drafted from \(source.prefix(90)).")]
    if let origin {
      if !origin.isEmpty, !LocalPort.isLocal(origin: origin) {
        lines.append(
          YAMLText.comment(
            "It names \(origin.prefix(90)), which is left alone: a draft asks this machine."))
      }
      lines.append("service: {base_url: \"${SEEDBED_BASE_URL:-\(address(for: origin))}\"}")
    }
    return (lines + ["endpoints:", ""]).joined(separator: "\n")
  }

  mutating func entry(for draft: DraftEndpoint) -> Entry {
    let title = draft.call.description
    titles[title, default: 0] += 1
    let number = titles[title] ?? 1
    let caseName = number > 1 ? caseName(of: draft, number) : takenName(of: draft)
    let body = body(of: draft, number)
    var lines = ["  - call: \(YAMLText.line(title))"]
    if let caseName { lines.append("    case: \(YAMLText.scalar(caseName))") }
    if draft.call.mayChangeData { lines.append("    class: effect") }
    if draft.hasCredentials {
      lines.append("    # as: ROLE    it needs credentials: describe a role under auth")
    }
    lines += map("path", draft.path, draft) + map("query", draft.query, draft)
    lines += map("headers", draft.headers, draft)
    switch draft.body {
    case .json(let value)?: lines.append("    json: \(YAMLText.flow(draft.template(of: value)))")
    case .form(let pairs)?: lines += map("form", pairs, draft)
    case .other(let type)?:
      lines.append("    " + YAMLText.comment("file: BODY    its body is of type \(type)"))
    case nil: break
    }
    if !draft.captures.isEmpty {
      let captures = draft.captures.map { ($0.name, YAMLText.quoted($0.value)) }
      lines.append("    capture: \(YAMLText.mapping(captures))")
    }
    if draft.redirects > 0 { lines.append("    redirects: \(draft.redirects)") }
    if let timeout = draft.timeout { lines.append("    timeout: \(timeout)s") }
    let golden = body.map { ", body: \(YAMLText.scalar($0))" } ?? ""
    lines.append("    expect: {status: \(draft.status)\(golden)}")
    return Entry(
      draft: draft, caseName: caseName, body: body, text: lines.joined(separator: "\n") + "\n")
  }

  /// The first of a call has no case, and its name is no other's.
  private mutating func takenName(of draft: DraftEndpoint) -> String? {
    if let name = draft.name { cases.insert("\(draft.call) \(name)") }
    return nil
  }

  /// What the source calls it, where no other of the call is called so, or a number.
  private mutating func caseName(of draft: DraftEndpoint, _ number: Int) -> String {
    if let name = draft.name, !name.isEmpty, cases.insert("\(draft.call) \(name)").inserted {
      return name
    }
    let call = draft.call.description
    var number = max(number, numbers[call] ?? 0)
    while !cases.insert("\(call) \(number)").inserted { number += 1 }
    numbers[call] = number + 1
    return String(number)
  }

  /// A golden for answers that have one; JSON unless it is known to be something else.
  private mutating func body(of draft: DraftEndpoint, _ number: Int) -> String? {
    let type = draft.type ?? "application/json"
    let hasBody = draft.call.method != "HEAD" && ![204, 304].contains(draft.status)
    guard hasBody, let ending = MediaType.ending(of: type) else { return nil }
    let base = Self.stem(of: draft.call) + (number > 1 ? "-\(number)" : "")
    var stem = base
    while bodies[stem] != nil {
      bodies[base, default: 1] += 1
      stem = "\(base)-\(bodies[base] ?? 2)"
    }
    bodies[stem] = 1
    return "\(name)/\(stem).\(ending)"
  }

  /// The words of a call; names of files have an end.
  private static func stem(of call: Endpoint.Call) -> String {
    let words = call.description.lowercased().split { !$0.isLetter && !$0.isNumber }
    var stem = String.UnicodeScalarView()
    for scalar in words.joined(separator: "-").unicodeScalars where stem.count < 50 {
      stem.append(scalar)
    }
    return String(stem)
  }

  private func map(
    _ key: String, _ pairs: [DraftEndpoint.Pair], _ draft: DraftEndpoint
  ) -> [String] {
    if pairs.isEmpty { return [] }
    let members = DraftEndpoint.grouped(pairs).map { name, values in
      let written = values.map { YAMLText.scalar(draft.text($0).source) }
      return (name, written.count == 1 ? written[0] : YAMLText.list(written))
    }
    return ["    \(key): \(YAMLText.mapping(members))"]
  }
}

extension DraftEndpoint {
  /// The values of each name, in the order in which names come first.
  static func grouped(_ pairs: [Pair]) -> [(name: String, values: [String])] {
    var places: [[UInt8]: Int] = [:]
    var groups: [(name: String, values: [String])] = []
    for pair in pairs {
      if let place = places[Array(pair.name.utf8)] {
        groups[place].values.append(pair.value)
      } else {
        places[Array(pair.name.utf8)] = groups.count
        groups.append((pair.name, [pair.value]))
      }
    }
    return groups
  }

  /// JSON whose texts are templates.
  func template(of value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .number: value
    case .string(let text): .string(self.text(text).source)
    case .array(let elements): .array(elements.map(template))
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.name, template(of: $0.value)) }))
    }
  }
}

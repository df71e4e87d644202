import SeedbedCore
import SeedbedFormats

/// Drafts of the requests of a Postman collection (format 2.0 or 2.1).
struct PostmanImport {
  /// Where the first request goes whose address is known.
  private(set) var origin: String?
  /// What could not be taken over, a sentence each.
  private(set) var remarks: [String] = []
  /// The variables whose values are not in the collection, and were named.
  private var missing: Set<String> = []
  /// The collection's own variables.
  private let variables: [String: String]

  init(_ collection: JSONValue) {
    variables = Dictionary(
      (collection["variable"]?.elements ?? []).compactMap { variable in
        guard let name = variable["key"]?.string, let value = variable["value"]?.string else {
          return nil
        }
        return (name, value)
      }
    ) { $1 }
  }

  mutating func drafts(of collection: JSONValue, named name: String) throws -> [DraftEndpoint] {
    guard let items = collection["item"]?.elements else {
      throw Diagnostic(
        .importFormat, "'\(name)' is no Postman collection", help: "export it as Collection v2.1")
    }
    let isSecured = Self.isAuthorised(collection["auth"]) ?? false
    return items.flatMap { drafts(of: $0, isSecured: isSecured) }
  }

  private mutating func drafts(of item: JSONValue, isSecured: Bool) -> [DraftEndpoint] {
    let isSecured = Self.isAuthorised(item["auth"]) ?? isSecured
    if let items = item["item"]?.elements {
      return items.flatMap { drafts(of: $0, isSecured: isSecured) }
    }
    let name = item["name"]?.string ?? "a request without a name"
    guard let request = item["request"] else {
      remarks.append("'\(name)' has no request")
      return []
    }
    let url = request["url"]
    let address = address(url?["raw"]?.string ?? url?.string ?? request.string ?? "", of: name)
    let method = request["method"]?.string ?? "GET"
    let (path, names) = Self.path(address.path)
    guard var draft = DraftEndpoint.made(method, path) else {
      remarks.append("'\(name)': '\(method) \(path)' is not a method and a path")
      return []
    }
    draft.hasVariables = true
    draft.name = item["name"]?.string
    let given = (url?["variable"]?.elements ?? []).map {
      DraftEndpoint.Pair(name: $0["key"]?.string ?? "", value: $0["value"]?.string ?? "text")
    }
    // What the collection says stands before the name of a part, and the first before others.
    let values = Dictionary((given + names).map { ($0.name, $0) }) { first, _ in first }
    draft.path = draft.path.map { values[$0.name] ?? $0 }
    draft.query = DraftEndpoint.pairs(of: address.query)
    let headers = (request["header"]?.elements ?? []).filter { $0["disabled"] != true }.map {
      DraftEndpoint.Pair(name: $0["key"]?.string ?? "", value: $0["value"]?.string ?? "")
    }
    draft.take(headers: headers)
    draft.hasCredentials =
      draft.hasCredentials || (Self.isAuthorised(request["auth"]) ?? isSecured)
    Self.take(request["body"], headers, &draft)
    draft.status =
      item["response"]?.elements?.first?["code"].flatMap(DraftEndpoint.status) ?? 200
    take(scriptsOf: item, named: name, &draft)
    return [draft]
  }

  /// The address with the collection's variables in place; a host that is another variable is left out.
  private mutating func address(_ written: String, of name: String) -> WebAddress {
    var text = written
    if text.hasPrefix("{{"), let end = text.firstRange(of: "}}") {
      let variable = String(text[..<end.lowerBound].dropFirst(2).filter { !$0.isWhitespace })
      let rest = text[end.upperBound...]
      if let value = variables[variable], !value.contains("{{") {
        text = value + rest
      } else {
        if missing.insert(variable).inserted {
          remarks.append(
            "the value of '\(variable)' is not in the collection: name the service's address under "
              + "'service', and begin the paths with what follows the host")
        }
        text = String(rest)
      }
    }
    let address = WebAddress(text)
    if !address.origin.isEmpty, !address.origin.contains("{{") {
      if origin == nil { origin = address.origin }
      if origin != address.origin {
        remarks.append("'\(name)' goes to \(address.origin), and is drafted as the others")
      }
    }
    return address
  }

  /// What its test script says of the status, and takes from the answer.
  private mutating func take(
    scriptsOf item: JSONValue, named name: String, _ draft: inout DraftEndpoint
  ) {
    var captured: Set<String> = []
    for event in item["event"]?.elements ?? [] {
      let lines = event["script"]?["exec"]?.elements?.compactMap(\.string) ?? []
      let script = PostmanScript(lines)
      if let status = script.status { draft.status = status }
      draft.captures += script.captures.filter { captured.insert($0.name).inserted }
      if !script.unread.isEmpty {
        let kind = event["listen"]?.string == "prerequest" ? "script before it" : "test script"
        remarks.append("'\(name)': its \(kind) is read in part; look at \(script.unread)")
      }
    }
  }

  private static func take(
    _ body: JSONValue?, _ headers: [DraftEndpoint.Pair], _ draft: inout DraftEndpoint
  ) {
    switch body?["mode"]?.string {
    case "raw":
      let type = headers.first { $0.name.lowercased() == "content-type" }?.value
      let language = body?["options"]?["raw"]?["language"]?.string
      draft.take(
        body: PostmanText.body(body?["raw"]?.string ?? ""),
        type: type ?? (language == "json" ? "application/json" : nil))
    case "urlencoded":
      draft.body = .form(
        (body?["urlencoded"]?.elements ?? []).filter { $0["disabled"] != true }.map {
          .init(name: $0["key"]?.string ?? "", value: $0["value"]?.string ?? "")
        })
    case let mode?: draft.body = .other(type: mode)
    case nil: break
    }
  }

  /// Nil where nothing is said, so that what is around it counts.
  private static func isAuthorised(_ auth: JSONValue?) -> Bool? {
    auth.flatMap { $0["type"]?.string }.map { $0 != "noauth" }
  }

  /// A path whose parts with variables are `{name}`, and what stands for these.
  private static func path(_ written: String) -> (String, [DraftEndpoint.Pair]) {
    var names: [DraftEndpoint.Pair] = []
    let parts = written.split(separator: "/").map { part -> String in
      if part.hasPrefix(":") {
        names.append(.init(name: String(part.dropFirst()), value: "{{\(part.dropFirst())}}"))
      } else if let variable = PostmanText.firstVariable(in: part) {
        names.append(.init(name: variable.name, value: String(part)))
      } else {
        return String(part)
      }
      return "{\(names.last?.name ?? "")}"
    }
    return ("/" + parts.joined(separator: "/"), names)
  }
}

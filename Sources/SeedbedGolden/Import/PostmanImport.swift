import SeedbedCore
import SeedbedFormats

/// Drafts of the requests of a Postman collection (format 2.0 or 2.1).
enum PostmanImport {
  static func drafts(of collection: JSONValue, named name: String) throws -> [DraftEndpoint] {
    guard let items = collection["item"]?.elements else {
      throw Diagnostic(
        .importFormat, "'\(name)' is no Postman collection", help: "export it as Collection v2.1")
    }
    let isSecured = isAuthorised(collection["auth"]) ?? false
    return items.flatMap { drafts(of: $0, isSecured: isSecured) }
  }

  private static func drafts(of item: JSONValue, isSecured: Bool) -> [DraftEndpoint] {
    let isSecured = isAuthorised(item["auth"]) ?? isSecured
    if let items = item["item"]?.elements {
      return items.flatMap { drafts(of: $0, isSecured: isSecured) }
    }
    guard let request = item["request"] else { return [] }
    let url = request["url"]
    let written = url?["raw"]?.string ?? url?.string ?? ""
    let address = DraftAddress(withoutHost(written))
    let variables = (url?["variable"]?.elements ?? []).map {
      DraftEndpoint.Pair(
        name: $0["key"]?.string ?? "", value: text($0["value"]?.string ?? "text"))
    }
    let path = address.path.split(separator: "/").map { part in
      part.hasPrefix(":") ? "{\(part.dropFirst())}" : placeholder(part)
    }.joined(separator: "/")
    let method = request["method"]?.string ?? "GET"
    guard let call = Endpoint.Call("\(method) /\(path)") else { return [] }
    var draft = DraftEndpoint(call: call)
    draft.path = PathTemplate.names(in: call.path).map { name in
      variables.first { $0.name == name } ?? .init(name: name, value: "${\(name)}")
    }
    draft.query = address.query.map { .init(name: $0.name, value: text($0.value)) }
    let headers = (request["header"]?.elements ?? []).filter { $0["disabled"] != true }.map {
      DraftEndpoint.Pair(name: $0["key"]?.string ?? "", value: text($0["value"]?.string ?? ""))
    }
    draft.take(headers: headers)
    draft.hasCredentials =
      draft.hasCredentials || (isAuthorised(request["auth"]) ?? isSecured)
    take(request["body"], headers, &draft)
    draft.status = item["response"]?.elements?.first?["code"].flatMap(status) ?? 200
    return [draft]
  }

  private static func status(_ value: JSONValue) -> Int? { Int(value.plainText) }

  private static func take(
    _ body: JSONValue?, _ headers: [DraftEndpoint.Pair], _ draft: inout DraftEndpoint
  ) {
    switch body?["mode"]?.string {
    case "raw":
      let type = headers.first { $0.name.lowercased() == "content-type" }?.value
      let language = body?["options"]?["raw"]?["language"]?.string
      draft.take(
        body: body?["raw"]?.string ?? "",
        type: type ?? (language == "json" ? "application/json" : nil))
    case "urlencoded":
      draft.body = .form(
        (body?["urlencoded"]?.elements ?? []).filter { $0["disabled"] != true }.map {
          .init(name: $0["key"]?.string ?? "", value: text($0["value"]?.string ?? ""))
        })
    case let mode?: draft.body = .other(type: mode)
    case nil: break
    }
  }

  /// Nil where nothing is said, so that what is around it counts.
  private static func isAuthorised(_ auth: JSONValue?) -> Bool? {
    auth.flatMap { $0["type"]?.string }.map { $0 != "noauth" }
  }

  /// `{{name}}` as `${name}`.
  private static func text(_ text: String) -> String {
    text.replacing(/\{\{\s*(\w+)\s*\}\}/) { "${\($0.output.1)}" }
  }

  /// A part of a path that is a variable becomes a `{name}` of it.
  private static func placeholder(_ part: Substring) -> String {
    part.replacing(/\{\{\s*(\w+)\s*\}\}/) { "{\($0.output.1)}" }.description
  }

  /// The address without a host that is a variable.
  private static func withoutHost(_ text: String) -> String {
    guard text.hasPrefix("{{"), let end = text.firstRange(of: "}}") else { return text }
    return String(text[end.upperBound...])
  }
}

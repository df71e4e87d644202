import SeedbedCore
import SeedbedFormats

extension RequestDefinition {
  /// The keys of an endpoint or a login that say what is sent.
  static let keys: [RecordShape.Key] = [
    .init("path", .dictionary(of: InputValue.shape), about: "values for the {names} of the path"),
    .init(
      "query", .dictionary(of: .oneOrList(InputValue.shape)), about: "what follows '?' in the path"),
    .init("headers", .dictionary(of: InputValue.shape), about: "headers of the request"),
    .init("cookies", .dictionary(of: InputValue.shape), about: "cookies of the request"),
    .init("json", .any, about: "the body, sent as JSON; ${name} is a captured value or a variable"),
    .init(
      "form", .dictionary(of: .oneOrList(InputValue.shape)), about: "the body, sent as a form"),
    .init("file", .text, about: "the body, a file inside the golden folder"),
    .init("file_type", .text, about: "the media type of 'file'; application/octet-stream"),
    .init("redirects", .integer, about: "how many redirects are followed; 0 when not given"),
    .init("timeout", .duration, about: "how long the whole answer may take; 30s when not given"),
    .init("max_size", .text, about: "how large the answer may be; 64MB when not given"),
    .init("max_values", .integer, about: "how many values JSON may hold; 1000000 when not given"),
    .init("retry", retry, about: "asks again when no answer comes"),
  ]

  private static let retry = Shape.record(
    RecordShape(
      "retry", about: "Asking again, after a wait that doubles each time",
      [
        .init("times", .integer, required: true, about: "how often, 1 to 10"),
        .init("wait", .duration, about: "before the first time; 100ms when not given"),
        .init("status", .oneOrList(.integer), about: "statuses that count as no answer"),
      ]))

  /// Takes the parts of a node whose shape was checked.
  init(_ node: YAMLNode, of call: Endpoint.Call) throws {
    let path = try Self.fields(node["path"])
    try Self.check(path.map(\.name), node, of: call)
    let redirects = Int(node["redirects"]?.integer ?? 0)
    guard (0...20).contains(redirects) else {
      throw (node["redirects"] ?? node).diagnostic(
        .goldenFile, "0 to 20 redirects can be followed")
    }
    self.init(
      path: path, query: try Self.fields(node["query"]), headers: try Self.fields(node["headers"]),
      cookies: try Self.fields(node["cookies"]), body: try Self.body(node), redirects: redirects,
      timeout: try node["timeout"].map(Duration.init(golden:)),
      largest: try node["max_size"].map(AnswerLimits.size),
      mostValues: try node["max_values"].map(AnswerLimits.values),
      retry: try node["retry"].map(Retry.init))
  }

  private static func fields(_ node: YAMLNode?) throws -> [Field] {
    try (node?.entries ?? []).flatMap { entry in
      try (entry.value.items ?? [entry.value]).map {
        Field(name: entry.name, value: try InputValue($0))
      }
    }
  }

  private static func check(_ names: [String], _ node: YAMLNode, of call: Endpoint.Call) throws {
    let wanted = PathTemplate.uniqueNames(in: call.path)
    let given = Set(names)
    if let missing = wanted.first(where: { !given.contains($0) }) {
      throw (node["path"] ?? node["call"] ?? node).diagnostic(
        .goldenFile, "'{\(missing)}' of the path has no value",
        help: "write path: {\(missing): VALUE}")
    }
    let known = Set(wanted)
    if let idle = names.first(where: { !known.contains($0) }) {
      throw (node["path"] ?? node).diagnostic(
        .goldenFile,
        "'\(idle)' is not in the path\(Suggestion.phrase(for: idle, among: wanted))")
    }
  }

  private static func body(_ node: YAMLNode) throws -> Body? {
    let kinds = ["json", "form", "file"].filter { node[$0] != nil }
    guard kinds.count < 2 else {
      throw node.diagnostic(
        .goldenFile, "a request has one body, and this one has \(kinds.joined(separator: " and "))")
    }
    if let json = node["json"] { return .json(try JSONTemplate(json)) }
    if let form = node["form"] { return .form(try fields(form)) }
    guard let file = node["file"] else { return nil }
    return .file(
      try file.pathInsideGolden, type: node["file_type"]?.scalar ?? "application/octet-stream")
  }
}

extension RequestDefinition.Retry {
  fileprivate init(_ node: YAMLNode) throws {
    let times = Int(node["times"]?.integer ?? 1)
    guard (1...10).contains(times) else {
      throw (node["times"] ?? node).diagnostic(.goldenFile, "it can be asked again 1 to 10 times")
    }
    let statuses = node["status"].map { $0.items ?? [$0] } ?? []
    self.init(
      times: times, wait: try node["wait"].map(Duration.init(golden:)) ?? .milliseconds(100),
      statuses: try statuses.map { try HTTPStatus($0).code })
  }
}

extension JSONTemplate {
  fileprivate init(_ node: YAMLNode) throws {
    if let items = node.items {
      self = .array(try items.map { try JSONTemplate($0) })
    } else if let entries = node.entries {
      self = .object(try entries.map { ($0.name, try JSONTemplate($0.value)) })
    } else if let text = node.scalar, text.contains("${") {
      self = .text(try Template(node))
    } else {
      self = .value(JSONValue(node))
    }
  }
}

extension YAMLNode {
  /// A relative path that does not lead out of the golden folder.
  var pathInsideGolden: String {
    get throws {
      let path = scalar ?? ""
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard !parts.contains(""), !parts.contains("."), !parts.contains("..") else {
        throw diagnostic(
          .goldenFile, "'\(path)' is not a file inside the golden folder",
          help: "write a path relative to it, without '.' and '..'")
      }
      return path
    }
  }
}

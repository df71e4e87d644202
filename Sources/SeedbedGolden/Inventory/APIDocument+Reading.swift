import SeedbedCore
import SeedbedFormats

extension APIDocument {
  /// Reads a document, JSON when it starts with a brace and YAML otherwise; messages call it `name`.
  ///
  /// - Throws: `Diagnostic` or `Diagnostics` when it is neither, or of no version that is read.
  init(bytes: [UInt8], named name: String) throws {
    let isJSON = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    if isJSON {
      try self.init(
        JSONReader.read(bytes: bytes, named: name, limits: .document), nil, named: name)
    } else {
      // Documents of others use merge keys, which our own files do not have.
      var limits = YAMLLimits.standard
      limits.readsMergeKeys = true
      limits.nodes = JSONLimits.document.values
      let text = String(decoding: bytes, as: UTF8.self)
      guard GoldenDocument.describesAPI(text) else { throw Self.noDocument(name) }
      let node = try YAMLReader.read(text: text, named: name, limits: limits)
      try self.init(JSONValue(node), node, named: name)
    }
  }

  private init(_ root: JSONValue, _ node: YAMLNode?, named name: String) throws {
    self.name = name
    self.root = root
    version = try Self.version(of: root, named: name)
    guard let paths = root["paths"]?.object else {
      throw Diagnostic(.apiDocument, "'\(name)' has no paths", at: Self.start(of: name))
    }
    origin = Self.origin(of: root)
    let base = Self.basePath(of: root)
    let common = CommonParts(
      root: root, isSecured: !(root["security"]?.elements ?? []).isEmpty,
      produced: Self.bestType(of: (root["produces"]?.elements ?? []).compactMap(\.string)))
    var allowance = APIDocumentAllowance()
    var operations: [Operation] = []
    var unread: [String] = []
    for path in paths.members {
      let item = Self.resolved(path.value, in: root)
      let written = node?["paths"]?[path.name]
      for member in item.object?.members ?? [] {
        guard let call = Endpoint.Call("\(member.name) \(base)\(path.name)") else {
          let method = member.name.uppercased()
          if Endpoint.Call.methods.contains(method) { unread.append("\(method) \(path.name)") }
          continue
        }
        let location = written?[member.name]?.location ?? Self.start(of: name)
        let operation = Operation(
          call, member.value, shared: item["parameters"], common, location: location)
        guard allowance.take(operation, written: member.value, root: root) else {
          throw Diagnostic(
            .apiDocument, "the operations of '\(name)' are too large, what they refer to counted",
            help: "take the document apart, or let its operations refer to less", at: location)
        }
        operations.append(operation)
      }
    }
    self.operations = operations
    self.unread = unread
  }

  private static func noDocument(_ name: String) -> Diagnostic {
    Diagnostic(
      .apiDocument, "'\(name)' is no OpenAPI or Swagger document",
      help: "it starts with openapi: 3.0.3, or swagger: \"2.0\"", at: start(of: name))
  }

  /// The first type of JSON, or the first of all.
  static func bestType(of types: [String]) -> String? {
    types.map(MediaType.essence).first(where: MediaType.isJSON)
      ?? types.first.map(MediaType.essence)
  }

  private static func start(of name: String) -> Location {
    Location(file: name, line: 1, column: 1)
  }

  private static func version(of root: JSONValue, named name: String) throws -> Version {
    let written = root["openapi"] ?? root["swagger"]
    let text: String =
      switch written {
      case .string(let text)?: text
      case .number(let number)?: number.text
      case .null?, .bool?, .array?, .object?, nil: ""
      }
    let isSwagger = root["swagger"] != nil
    if isSwagger, text.hasPrefix("2") { return .swagger2 }
    if !isSwagger, text.hasPrefix("3.0") { return .openAPI30 }
    if !isSwagger, text.hasPrefix("3.1") { return .openAPI31 }
    if text.isEmpty { throw noDocument(name) }
    throw Diagnostic(
      .apiDocument, "'\(name)' is of version \(text), and 2.0, 3.0 and 3.1 are read",
      help: "it starts with openapi: 3.0.3, or swagger: \"2.0\"", at: start(of: name))
  }

  private static func origin(of root: JSONValue) -> String? {
    if let host = root["host"]?.string {
      return "\(root["schemes"]?.elements?.first?.string ?? "https")://\(host)"
    }
    let origin = root["servers"]?.elements?.first?["url"]?.string.map { WebAddress($0).origin }
    return origin.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What stands before every path: Swagger's `basePath`, or the path of the first server.
  private static func basePath(of root: JSONValue) -> String {
    var base = root["basePath"]?.string ?? root["servers"]?.elements?.first?["url"]?.string ?? ""
    if let start = base.firstRange(of: "://") {
      base = String(base[start.upperBound...].drop { $0 != "/" })
    }
    // A path has no blanks, and an address says what it cannot hold in codes.
    base = String(base.prefix { $0 != "?" && $0 != "#" }).replacing(" ", with: "%20")
    return base.hasSuffix("/") ? String(base.dropLast()) : base
  }

  /// The value, or what its `$ref` leads to inside the document.
  static func resolved(_ value: JSONValue, in root: JSONValue) -> JSONValue {
    var value = value
    for _ in 0..<32 {
      guard let reference = value["$ref"]?.string else { return value }
      guard let found = node(at: reference, in: root) else { return .object(JSONObject()) }
      value = found
    }
    return .object(JSONObject())
  }

  /// The node a local reference such as `#/components/schemas/User` names (RFC 6901).
  private static func node(at reference: String, in root: JSONValue) -> JSONValue? {
    guard reference.hasPrefix("#/") else { return reference == "#" ? root : nil }
    return reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false)
      .reduce(root as JSONValue?) { node, part in
        let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
          .removingPercentEscapes
        guard let elements = node?.elements else { return node?[name] }
        return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
  }
}

/// The document of an operation, and what it says for operations that say nothing themselves.
private struct CommonParts {
  let root: JSONValue
  let isSecured: Bool
  let produced: String?
}

extension APIDocument.Operation {
  fileprivate init(
    _ call: Endpoint.Call, _ value: JSONValue, shared: JSONValue?, _ common: CommonParts,
    location: Location
  ) {
    let root = common.root
    let written = ((value["parameters"]?.elements ?? []) + (shared?.elements ?? []))
      .map { APIDocument.resolved($0, in: root) }
    var seen: Set<String> = []
    // A parameter of the operation stands before the one of its path.
    let parameters = written.filter {
      seen.insert("\($0["in"]?.string ?? "") \($0["name"]?.string ?? "")").inserted
    }
    let examples = SchemaExample(root: root)
    self.call = call
    self.parameters = parameters.compactMap { APIDocument.Parameter($0, examples) }
    self.body = Self.body(of: value, parameters: parameters, examples)
    self.responses = (value["responses"]?.object?.members ?? []).map {
      ($0.name, APIDocument.resolved($0.value, in: root))
    }
    self.successType = Self.successType(of: value, responses, produced: common.produced)
    self.isSecured = value["security"]?.elements.map { !$0.isEmpty } ?? common.isSecured
    self.location = location
  }

  /// `produced`: what the document says for operations that say nothing themselves.
  private static func successType(
    of value: JSONValue, _ responses: [(status: String, value: JSONValue)], produced: String?
  ) -> String? {
    let success = responses.first { $0.status.hasPrefix("2") }?.value
    if let contents = success?["content"]?.object {
      return APIDocument.bestType(of: contents.members.map(\.name))
    }
    guard let own = value["produces"] else { return produced }
    return APIDocument.bestType(of: (own.elements ?? []).compactMap(\.string))
  }

  private static func body(
    of value: JSONValue, parameters: [JSONValue], _ examples: SchemaExample
  ) -> (type: String, example: JSONValue)? {
    let request = value["requestBody"].map { APIDocument.resolved($0, in: examples.root) }
    let contents = request?["content"]?.object?.members ?? []
    let best = contents.first { MediaType.isJSON(MediaType.essence(of: $0.name)) } ?? contents.first
    if let best { return (MediaType.essence(of: best.name), examples.example(ofMedia: best.value)) }
    if let body = parameters.first(where: { $0["in"]?.string == "body" }) {
      return ("application/json", examples.example(ofMedia: body))
    }
    let fields = parameters.filter { $0["in"]?.string == "formData" }
    if fields.isEmpty { return nil }
    let members = fields.map { ($0["name"]?.string ?? "", examples.example(ofParameter: $0)) }
    return ("application/x-www-form-urlencoded", .object(JSONObject(members)))
  }
}

extension APIDocument.Parameter {
  /// Nil for bodies and form fields.
  fileprivate init?(_ value: JSONValue, _ examples: SchemaExample) {
    guard let name = value["name"]?.string, let place = value["in"]?.string.flatMap(Place.init)
    else { return nil }
    self.init(
      name: name, place: place, isRequired: place == .path || value["required"] == true,
      example: examples.example(ofParameter: value))
  }
}

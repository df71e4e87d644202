import SeedbedCore
import SeedbedFormats

extension Endpoint {
  /// Takes one item of `endpoints` whose shape was checked.
  init(_ node: YAMLNode) throws {
    var problems = Diagnostics()
    let call = problems.collect { try Call(reading: node) }
    let request = call.flatMap { call in
      problems.collect { try RequestDefinition(node, of: call) }
    }
    let captures = (node["capture"]?.entries ?? []).compactMap { entry in
      problems.collect { try Capture(entry) }
    }
    let changes = node["changes"]?.entries.map { entries in
      entries.compactMap { entry in problems.collect { try ExpectedChange(entry) } }
    }
    let expectation = problems.collect { try Expectation(node["expect"]) }
    let matchers = (node["match"]?.items ?? []).compactMap { item in
      problems.collect { try Matcher(item) }
    }
    let oracles = (node["oracle"]?.entries ?? []).compactMap { entry in
      problems.collect {
        Oracle(
          path: try JSONPath(at: entry.key), sql: entry.value.scalar ?? "",
          location: entry.value.location)
      }
    }
    try problems.throwIfAny()
    guard let call, let request, let expectation else { throw problems }
    let kind = node["class"]?.scalar.flatMap(Kind.init(rawValue:)) ?? .data
    if let node = node["changes"], kind != .effect {
      throw node.diagnostic(
        .goldenFile, "only a call of class effect changes anything", help: "write class: effect")
    }
    self.init(
      call: call, caseName: node["case"]?.scalar, kind: kind, role: node["as"]?.scalar,
      request: request, captures: captures, after: node["after"]?.scalar, changes: changes,
      shared: node["shared"]?.scalar, expectation: expectation, matchers: matchers,
      oracles: oracles, reads: (node["reads"]?.items ?? []).compactMap(\.scalar),
      location: node.location)
  }
}

extension Endpoint.Call {
  init(reading endpoint: YAMLNode) throws {
    let node = endpoint["call"] ?? endpoint
    guard let call = Self(node.scalar ?? "") else {
      throw node.diagnostic(
        .goldenFile, "'\(node.scalar ?? "")' is not a method and a path",
        help: "write GET /path; methods are \(Self.methods.joined(separator: ", "))")
    }
    self = call
  }
}

extension Endpoint.Capture {
  fileprivate init(_ entry: YAMLEntry) throws {
    guard entry.name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
      throw entry.key.diagnostic(
        .goldenFile, "'\(entry.name)' is not a name", help: "write letters, digits and '_'")
    }
    self.init(
      name: entry.name, path: try JSONPath(at: entry.value), location: entry.key.location)
  }
}

extension Endpoint.Expectation {
  /// The share of leaves that may be left open unless said otherwise, in percent.
  private static let usualMasked = 75

  fileprivate init(_ node: YAMLNode?) throws {
    let body = try node?["body"].map { try $0.pathInsideGolden }
    self.init(
      status: try node?["status"].map { try HTTPStatus($0).code } ?? 200, body: body,
      checksum: try node?["sha256"].map(Self.checksum),
      type: (node?["type"]?.scalar).map(MediaType.essence) ?? body.flatMap(MediaType.expected),
      maxTime: try node?["max_time"].map(Duration.init(golden:)),
      headers: (node?["headers"]?.entries ?? []).map {
        Header(name: $0.name, value: $0.value.entries == nil ? $0.value.scalar : nil)
      },
      maxMasked: try node?["max_masked"].map(Self.share) ?? Self.usualMasked)
  }

  private static func checksum(_ node: YAMLNode) throws -> String {
    let text = (node.scalar ?? "").lowercased()
    guard text.wholeMatch(of: /[0-9a-f]{64}/) != nil else {
      throw node.diagnostic(.goldenFile, "a SHA-256 is 64 hexadecimal digits")
    }
    return text
  }

  private static func share(_ node: YAMLNode) throws -> Int {
    guard let share = node.percentage.flatMap({ Double($0.description) }), (0...100).contains(share)
    else { throw node.diagnostic(.goldenFile, "a share is from 0% to 100%") }
    return Int(share)
  }
}

extension Matcher {
  fileprivate init(_ node: YAMLNode) throws {
    let written = node["path"] ?? node
    let path = try JSONPath(at: written)
    let rules = try ["is", "unordered", "tolerance", "static", "ignore"]
      .compactMap { key in try node[key].map { try Rule(key, $0) } }
    guard rules.count == 1, let rule = rules.first else {
      throw node.diagnostic(
        .goldenFile, "a matcher has one rule, and this one has \(rules.count)",
        help: "write one of is, unordered, tolerance, static and ignore")
    }
    if rule.leavesValueOpen, path.matches([]) {
      throw written.diagnostic(
        .goldenFile, "this matcher covers the whole answer, and nothing would be compared",
        help: "name the nodes that may vary")
    }
    self.init(path: path, text: written.scalar ?? "", rule: rule, location: node.location)
  }
}

extension Matcher.Rule {
  fileprivate init(_ key: String, _ node: YAMLNode) throws {
    let text = node.scalar ?? ""
    switch (key, text) {
    case ("is", "iso8601"): self = .iso8601
    case ("is", _): self = .uuid
    case ("unordered", "true"): self = .unordered
    case ("unordered", _):
      throw node.diagnostic(
        .goldenFile, "lists are ordered unless a matcher says otherwise",
        help: "write unordered: true, or take the matcher out")
    case ("tolerance", _):
      guard let number = ExactDecimal(text), number.unscaled >= 0 else {
        throw node.diagnostic(
          .goldenFile, "a tolerance is a number that is not negative",
          help: "0 compares numbers by their value, however they are written")
      }
      self = .tolerance(number)
    default:
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw node.diagnostic(
          .goldenFile,
          key == "static"
            ? "'static' says why the nodes do not come from the data"
            : "'ignore' says why the nodes are not compared",
          help: key == "static"
            ? "write the reason: static: \"the units of the chart\""
            : "write the reason: ignore: \"an identifier made for each request\"")
      }
      self = key == "static" ? .fixed(reason: text) : .ignore(reason: text)
    }
  }
}

extension JSONPath {
  /// Reads the path a scalar holds, with errors that point at it.
  init(at node: YAMLNode) throws {
    do {
      self = try JSONPath(node.scalar ?? "")
    } catch let problem {
      throw node.diagnostic(.goldenFile, problem.message, help: problem.help)
    }
  }
}

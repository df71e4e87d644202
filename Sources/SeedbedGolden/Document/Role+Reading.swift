import SeedbedCore
import SeedbedFormats

extension Role {
  /// Takes one entry of `auth` whose shape was checked.
  init(_ entry: YAMLEntry) throws {
    let deny = entry.value["deny"].map { $0.items ?? [$0] } ?? []
    self.init(
      name: entry.name, access: try Access(entry.value),
      deny: deny.isEmpty ? [401] : try deny.map(HTTPStatus.init(_:)).map(\.code),
      tenant: try entry.value["tenant"].map(Tenant.init), location: entry.key.location)
  }
}

extension Role.Access {
  fileprivate init(_ node: YAMLNode) throws {
    let kinds = ["bearer", "header", "basic", "login"].filter { node[$0] != nil }
    guard kinds.count == 1 else {
      throw node.diagnostic(
        .goldenFile,
        kinds.isEmpty
          ? "the role has no 'bearer'" : "the role has \(kinds.joined(separator: " and "))",
        help: "a role has one of bearer, header, basic and login")
    }
    if let bearer = node["bearer"] {
      self = .bearer(try InputValue(bearer))
    } else if let header = node["header"], let value = header["value"] {
      self = .header(header["name"]?.scalar ?? "", try InputValue(value))
    } else if let basic = node["basic"], let user = basic["user"],
      let password = basic["password"]
    {
      self = .basic(user: try InputValue(user), password: try InputValue(password))
    } else {
      self = .login(try Role.Login(node["login"] ?? node))
    }
  }
}

extension Role.Login {
  fileprivate init(_ node: YAMLNode) throws {
    let call = try Endpoint.Call(reading: node)
    self.init(
      call: call, request: try RequestDefinition(node, of: call),
      take: try node["take"].map(JSONPath.init(at:)), location: node.location)
  }
}

extension Role.Tenant {
  fileprivate init(_ node: YAMLNode) throws {
    self.init(
      column: node["column"]?.scalar ?? "", own: try InputValue(node["of"] ?? node))
  }
}

extension ProofSets {
  /// Takes a `proof` node whose shape was checked.
  init(_ node: YAMLNode) throws {
    let (a, b) = (node["a"]?.scalar ?? "", node["b"]?.scalar ?? "")
    guard a != b else {
      throw node.diagnostic(
        .goldenFile, "the proof needs two sets, and both are '\(a)'",
        help: "write a second set with other values and other counts")
    }
    self.init(a: a, b: b, location: node.location)
  }
}

/// A status code of HTTP (RFC 9110, section 15).
struct HTTPStatus {
  let code: Int

  init(_ node: YAMLNode) throws {
    guard let code = node.scalar.flatMap({ Int($0) }), (100...599).contains(code) else {
      throw node.diagnostic(
        .goldenFile, "'\(node.scalar ?? "")' is not a status of HTTP (100 to 599)")
    }
    self.code = code
  }
}

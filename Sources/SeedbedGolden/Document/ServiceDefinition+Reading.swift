import SeedbedCore
import SeedbedFormats

extension ServiceDefinition {
  /// Takes the parts of a `service` node whose shape was checked.
  init(_ node: YAMLNode) throws {
    let port = try node["port"].map(Self.port)
    let baseURL = try node["base_url"].map(Template.init)
    if baseURL == nil, port == nil {
      throw node.diagnostic(
        .goldenFile, "the service has neither a 'base_url' nor a 'port'",
        help: "write port: auto, and pass ${PORT} to the service")
    }
    if let baseURL, port == .automatic, !baseURL.uses("PORT") {
      throw baseURL.node.diagnostic(
        .goldenFile, "'port: auto' chooses a port, and the base_url does not use it",
        help: "write http://127.0.0.1:${PORT}")
    }
    self.init(
      baseURL: baseURL, port: port, start: try node["start"].map(Start.init),
      ready: try node["ready"].map(Ready.init),
      stopTimeout: try node["stop"]?["timeout"].map(Duration.init(golden:)) ?? .seconds(5),
      trustedCertificates: try node["tls"]?["ca"]?.pathInsideGolden,
      limits: AnswerLimits.usual.overridden(
        time: try node["timeout"].map(Duration.init(golden:)),
        size: try node["max_size"].map(AnswerLimits.size),
        values: try node["max_values"].map(AnswerLimits.values)),
      publicNames: (node["public"]?.items ?? []).compactMap(\.scalar), location: node.location)
  }

  private static func port(_ node: YAMLNode) throws -> Port {
    if node.scalar == "auto" { return .automatic }
    guard let number = node.scalar.flatMap({ Int($0) }), (1...65_535).contains(number) else {
      throw node.diagnostic(.goldenFile, "a port is 'auto' or a number from 1 to 65535")
    }
    return .fixed(number)
  }
}

extension ServiceDefinition.Start {
  fileprivate init(_ node: YAMLNode) throws {
    if let text = node.scalar {
      let words = text.split(separator: " ").joined(separator: ", ")
      throw node.diagnostic(
        .goldenFile, "a command is a list of words, so that no shell is needed to part them",
        help: "write start: {command: [\(words)]}")
    }
    let command = try (node["command"]?.items ?? []).map(Template.init)
    guard !command.isEmpty else {
      throw node.diagnostic(.goldenFile, "the command is empty")
    }
    self.init(
      command: command,
      environment: try (node["environment"]?.entries ?? []).map {
        ServiceDefinition.Variable(name: $0.name, value: try Template($0.value))
      },
      location: node["command"]?.location ?? node.location)
  }
}

extension ServiceDefinition.Ready {
  fileprivate init(_ node: YAMLNode) throws {
    let path = node["path"]?.scalar ?? "/"
    guard path.hasPrefix("/") else {
      throw (node["path"] ?? node).diagnostic(.goldenFile, "a path starts with '/'")
    }
    self.init(
      path: path, timeout: try node["timeout"].map(Duration.init(golden:)) ?? .seconds(20))
  }
}

extension Duration {
  /// The duration a scalar holds; it has to be above zero.
  init(golden node: YAMLNode) throws {
    guard let duration = node.duration, duration > .zero else {
      throw node.diagnostic(
        .goldenFile, "'\(node.scalar ?? "")' is not a duration above zero, such as 800ms or 5s")
    }
    self = duration
  }
}

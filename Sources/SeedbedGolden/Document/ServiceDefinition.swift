public import SeedbedCore
public import SeedbedFormats

/// The service under test: where it answers, and how it is started.
public struct ServiceDefinition: Sendable {
  /// Where it answers; `http://127.0.0.1:${PORT}` when only a port is given.
  public let baseURL: Template?
  public let port: Port?
  /// How the tool starts it; nil for a service that runs already.
  public let start: Start?
  public let ready: Ready?
  /// How long it may take to stop before it is killed.
  public let stopTimeout: Duration
  /// A file of certificates to trust, relative to the golden folder.
  public let trustedCertificates: String?
  /// What holds for every answer, where its endpoint says nothing else.
  let limits: AnswerLimits
  /// Variables whose values may be printed though requests send them.
  let publicNames: [String]
  public let location: Location

  /// Whether the tool starts it with `${NAME}` in its command or its environment.
  package func isStarted(with name: String) -> Bool {
    start.map { ($0.command + $0.environment.map(\.value)).contains { $0.uses(name) } } ?? false
  }

  /// The port the tool gives the service as `${PORT}`.
  public enum Port: Sendable, Hashable {
    /// A free one, chosen when the run starts.
    case automatic
    case fixed(Int)
  }

  /// A command and what is added to its environment.
  public struct Start: Sendable {
    public let command: [Template]
    public let environment: [Variable]
    public let location: Location
  }

  /// One variable of the service's environment.
  public struct Variable: Sendable {
    public let name: String
    public let value: Template
  }

  /// The service is ready when this path answers with a 2xx.
  public struct Ready: Sendable, Hashable {
    public let path: String
    public let timeout: Duration
  }
}

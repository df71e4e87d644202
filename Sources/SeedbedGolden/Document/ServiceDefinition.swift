package import SeedbedCore
package import SeedbedFormats

/// The service under test: where it answers, and how it is started.
package struct ServiceDefinition: Sendable {
  /// Where it answers; `http://127.0.0.1:${PORT}` when only a port is given.
  package let baseURL: Template?
  package let port: Port?
  /// How the tool starts it; nil for a service that runs already.
  package let start: Start?
  package let ready: Ready?
  /// How long it may take to stop before it is killed.
  package let stopTimeout: Duration
  /// A file of certificates to trust, relative to the golden folder.
  package let trustedCertificates: String?
  /// What holds for every answer, where its endpoint says nothing else.
  let limits: AnswerLimits
  /// Variables whose values may be printed though requests send them.
  let publicNames: [String]
  package let location: Location

  /// Whether the tool starts it with `${NAME}` in its command or its environment.
  package func isStarted(with name: String) -> Bool {
    start.map { ($0.command + $0.environment.map(\.value)).contains { $0.uses(name) } } ?? false
  }

  /// The port the tool gives the service as `${PORT}`.
  package enum Port: Sendable, Hashable {
    /// A free one, chosen when the run starts.
    case automatic
    case fixed(Int)
  }

  /// A command and what is added to its environment.
  package struct Start: Sendable {
    package let command: [Template]
    package let environment: [Variable]
    package let location: Location
  }

  /// One variable of the service's environment.
  package struct Variable: Sendable {
    package let name: String
    package let value: Template
  }

  /// The service is ready when this path answers with a 2xx.
  package struct Ready: Sendable, Hashable {
    package let path: String
    package let timeout: Duration
  }
}

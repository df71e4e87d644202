import SeedbedCore

/// Problems of an outcome that was printed already, as JSON with the problems in it.
struct FailureInOutcome: Error {
  let diagnostics: Diagnostics

  static func throwIfAny(_ problems: [Diagnostic]) throws {
    if !problems.isEmpty { throw FailureInOutcome(diagnostics: Diagnostics(problems)) }
  }
}

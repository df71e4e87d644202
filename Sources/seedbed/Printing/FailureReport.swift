import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedReport

/// Problems of an outcome that was printed already, as JSON with the problems in it.
struct FailureInOutcome: Error {
  let diagnostics: Diagnostics

  /// Nothing to throw when there are no problems.
  init?(_ problems: [Diagnostic]) {
    if problems.isEmpty { return nil }
    diagnostics = Diagnostics(problems)
  }
}

/// Turns an error into text on standard error, JSON where asked for, and an exit status.
struct FailureReport {
  let arguments: [String]

  /// - Parameter other: ends the process for errors of the command line.
  func end(with error: any Error, otherwise other: (any Error) -> Never) -> Never {
    var diagnostics = Diagnostics()
    switch error {
    case is Diagnostic, is Diagnostics: diagnostics.add(error, otherwise: .unexpected)
    case let shown as FailureInOutcome: diagnostics = shown.diagnostics
    default: other(error)
    }
    let isInOutcome = error is FailureInOutcome
    let console = Console(
      quiet: false, json: arguments.contains("--json") && !isInOutcome,
      environment: ProcessInfo.processInfo.environment)
    console.report(diagnostics)
    exit(diagnostics.status.rawValue)
  }
}

import ArgumentParser
import Foundation
import SeedbedCore

/// Turns an error into text on standard error, JSON if asked for, and an exit status.
struct FailureReport {
  let arguments: [String]

  /// Prints what went wrong.
  func status(of error: any Error) -> Int32 {
    switch error {
    case let status as ExitCode: status.rawValue
    case let failure as FailureInOutcome: report(failure.diagnostics, json: false)
    case let failure as CommandLineFailure: status(of: failure)
    // The parser's command for help throws what it has to say.
    case _ where error is ValidationError || Seedbed.exitCode(for: error).isSuccess:
      status(of: .refused(error))
    default: report(Self.diagnostics(of: error), json: arguments.contains("--json"))
    }
  }

  private func status(of failure: CommandLineFailure) -> Int32 {
    switch failure {
    case .noCommand(let type):
      PrintedStream.errors.write(Seedbed.helpMessage(for: type) + "\n")
      let diagnostic = Diagnostic(.commandLine, "no command is named")
      return report(Diagnostics([diagnostic]), json: arguments.contains("--json"))
    case .refused(let error):
      let code = Seedbed.exitCode(for: error)
      let stream = code.isSuccess ? PrintedStream.output : PrintedStream.errors
      let console = console(json: arguments.contains("--json") && !code.isSuccess)
      console.write(Seedbed.fullMessage(for: error) + "\n", to: stream)
      console.reportAsJSON(
        Diagnostics([Diagnostic(.commandLine, Seedbed.message(for: error))]))
      return code.rawValue
    }
  }

  private func report(_ diagnostics: Diagnostics, json: Bool) -> Int32 {
    console(json: json).report(diagnostics)
    return diagnostics.status.rawValue
  }

  private func console(json: Bool) -> Console {
    Console(
      quiet: false, json: json, environment: ProcessInfo.processInfo.environment,
      arguments: arguments, commands: Seedbed.self)
  }

  /// An error nobody made a diagnostic of is a run that failed, and never a check.
  private static func diagnostics(of error: any Error) -> Diagnostics {
    var diagnostics = Diagnostics()
    if let error = error as? CocoaError {
      diagnostics.add(Diagnostic(.unexpected, error.localizedDescription))
    } else {
      diagnostics.add(error, otherwise: .unexpected)
    }
    return diagnostics
  }
}

extension Console {
  init(_ options: PrintOptions) {
    self.init(
      quiet: options.quiet, json: options.json,
      environment: ProcessInfo.processInfo.environment, arguments: CommandLine.arguments,
      commands: Seedbed.self)
  }
}

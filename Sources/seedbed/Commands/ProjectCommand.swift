import ArgumentParser
import SeedbedCore
import SeedbedReport

/// A command of a project that says only what is its own: the protocols below open its workspace, print the outcome,
/// end the command and close its databases, in this order.
///
/// A command that prints several outcomes, needs no project, or has work to do before it opens one runs by itself.
protocol OutcomeCommand: ParsableCommand {
  associatedtype Outcome: Shown

  var options: GlobalOptions { get }
  var purpose: Purpose { get }

  func outcome(in workspace: Workspace) async throws -> Outcome

  /// Throws when the outcome, which is printed by now, is not a good one.
  func end(_ outcome: Outcome, in workspace: Workspace) throws
}

extension OutcomeCommand {
  func end(_ outcome: Outcome, in workspace: Workspace) throws {}
}

/// A command that a signal ends at once.
protocol ProjectCommand: OutcomeCommand {
  func outcome(in workspace: Workspace) throws -> Outcome
}

extension ProjectCommand {
  func run() throws {
    let workspace = try Workspace(options, purpose)
    defer { workspace.closeAtEnd() }
    let outcome = try outcome(in: workspace)
    workspace.console.show(outcome)
    try end(outcome, in: workspace)
  }
}

/// A command that a signal cancels, so that it takes back what it began.
protocol AsyncProjectCommand: OutcomeCommand, AsyncParsableCommand {}

extension AsyncProjectCommand {
  func run() async throws {
    let workspace = try Workspace(options, purpose)
    defer { workspace.closeAtEnd() }
    let outcome = try await outcome(in: workspace)
    workspace.console.show(outcome)
    try end(outcome, in: workspace)
  }
}

extension ExitCode {
  static var checkFailed: ExitCode { ExitCode(ExitStatus.checkFailed.rawValue) }
}

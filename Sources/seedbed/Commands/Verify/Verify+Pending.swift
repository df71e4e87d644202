import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport

extension Verify {
  /// `seedbed verify pending`
  struct Pending: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pending",
      abstract: "List recorded bodies that wait for review, and how they differ.",
      discussion: """
        In CI bodies that wait are status 1.

        EXAMPLE
          seedbed verify pending --json
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed verify pending")
      let pending = try PendingBody.all(
        of: GoldenDocument.read(folder: workspace.project.golden),
        environment: workspace.project.environment)
      workspace.console.print(
        workspace.console.report.text(of: pending), json: JSONReport.json(of: pending))
      if workspace.isCI, !pending.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

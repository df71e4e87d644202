import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  /// `seedbed migrate down`
  struct Down: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "down",
      abstract: "Take the last migrations back, or refuse to.",
      discussion: """
        By the opposite of each step, or as 'down:' says; records in a collection that goes, go with it, and are
        counted before. Nothing is changed when one of them has no way back.

        EXAMPLE
          seedbed migrate down --count 2
        """)

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("How many are taken back.", valueName: "migrations"))
    var count = 1

    func validate() throws {
      if count < 1 { throw ValidationError("--count is at least 1.") }
    }

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate down")
      let folder = try workspace.migrationFolder()
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let outcome = try workspace.asOnlyRunner(on: store) { _ in
        try MigrationRun(on: store, now: { Workspace.now })
          .takeBack(count, of: folder.migrations, confirmation: workspace.confirmation) { lost in
            workspace.console.remark(workspace.console.report.text(of: lost))
          }
      }
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if let failure = FailureInOutcome(outcome.failure.map { [$0] } ?? []) { throw failure }
    }
  }
}

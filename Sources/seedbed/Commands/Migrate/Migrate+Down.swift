import ArgumentParser
import SeedbedMigrations
import SeedbedReport

extension Migrate {
  /// `seedbed migrate down`
  struct Down: ProjectCommand {
    var purpose: Purpose { .changing("seedbed migrate down") }

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

    func outcome(in workspace: Workspace) throws -> MigrationDownOutcome {
      let folder = try workspace.migrationFolder()
      let store = try workspace.openExistingStore()
      return try workspace.asOnlyRunner(on: store) { _ in
        try MigrationRun(on: store, now: { Workspace.now })
          .takeBack(count, of: folder.migrations, confirmation: workspace.confirmation) { lost in
            workspace.console.remark(workspace.console.report.text(of: lost))
          }
      }
    }

    func end(_ outcome: MigrationDownOutcome, in workspace: Workspace) throws {
      try FailureInOutcome.throwIfAny([outcome.failure].compactMap(\.self))
    }
  }
}

import ArgumentParser
import SeedbedMigrations

extension Migrate {
  struct Up: ProjectCommand {
    var purpose: Purpose { .changing("seedbed migrate up") }

    static let configuration = CommandConfiguration(
      commandName: "up",
      abstract: "Apply what is pending, each migration in one transaction.",
      discussion: """
        A migration that drops a collection with records runs on a database with the test mark, or on one that
        --i-know-this-is names.

        EXAMPLE
          seedbed migrate up --test
        """)

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Put the test mark on a database that holds nothing yet.")
    var test = false

    func outcome(in workspace: Workspace) throws -> MigrationOutcome {
      let folder = try workspace.migrationFolder()
      let store = try workspace.openStore()
      if test { try workspace.markAsTest(store) }
      return try workspace.migrate(store, folder)
    }

    func end(_ outcome: MigrationOutcome, in workspace: Workspace) throws {
      try FailureInOutcome.throwIfAny([outcome.failure].compactMap(\.self))
    }
  }
}

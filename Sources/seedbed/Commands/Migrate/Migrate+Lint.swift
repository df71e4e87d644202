import ArgumentParser
import SeedbedMigrations

extension Migrate {
  struct Lint: ProjectCommand {
    var purpose: Purpose { .looking("seedbed migrate lint") }

    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Find what would stop a move to PostgreSQL, or to several nodes of it.",
      discussion: """
        Reads the files alone, whatever the database is. Ends with status 1 when anything is found.

        EXAMPLE
          seedbed migrate lint --json
        """)

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> LintOutcome {
      try MigrationFolder.lint(at: workspace.project.migrations)
    }

    func end(_ outcome: LintOutcome, in workspace: Workspace) throws {
      if !outcome.findings.isEmpty { throw ExitCode.checkFailed }
    }
  }
}

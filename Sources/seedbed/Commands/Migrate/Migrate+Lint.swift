import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Find what would stop a move to PostgreSQL, or to several nodes of it.",
      discussion: """
        Reads the files alone, whatever the database is. Ends with status 1 when anything is found.

        EXAMPLE
          seedbed migrate lint --json
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate lint")
      let outcome = try MigrationFolder.lint(at: workspace.project.migrations)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if !outcome.findings.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

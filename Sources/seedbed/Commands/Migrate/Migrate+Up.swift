import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  struct Up: ParsableCommand {
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

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate up")
      let folder = try workspace.migrationFolder()
      let store = try workspace.openStore()
      defer { try? store.close() }
      if test { try workspace.markAsTest(store) }
      let outcome = try workspace.migrate(store, folder)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if let failure = FailureInOutcome(outcome.failure.map { [$0] } ?? []) { throw failure }
    }
  }
}

import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show which migrations are applied, pending or changed.",
      discussion: "EXAMPLE\n  seedbed migrate status")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate status")
      let plan = try workspace.migrationPlan()
      workspace.console.print(
        workspace.console.report.text(of: plan, steps: false), json: JSONReport.json(of: plan))
      if let failure = FailureInOutcome(plan.problems.items) { throw failure }
    }
  }
}

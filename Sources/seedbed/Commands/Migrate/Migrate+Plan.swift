import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Show what would be done, and change nothing.",
      discussion: "EXAMPLE\n  seedbed migrate plan")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed migrate plan")
      let plan = try workspace.migrationPlan()
      workspace.console.print(
        workspace.console.report.text(of: plan, steps: true), json: JSONReport.json(of: plan))
      let problems = plan.problems.items + [plan.refusal].compactMap(\.self)
      if let failure = FailureInOutcome(problems) { throw failure }
    }
  }
}

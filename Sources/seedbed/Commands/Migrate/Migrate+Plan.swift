import ArgumentParser
import SeedbedCore
import SeedbedMigrations
import SeedbedReport

extension Migrate {
  struct Plan: ProjectCommand {
    var purpose: Purpose { .looking("seedbed migrate plan") }

    static let configuration = CommandConfiguration(
      commandName: "plan",
      abstract: "Show what would be done, and change nothing.",
      discussion: "EXAMPLE\n  seedbed migrate plan")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> PlannedMigrations {
      try PlannedMigrations(workspace.migrationPlan(), withSteps: true)
    }

    func end(_ outcome: PlannedMigrations, in workspace: Workspace) throws {
      let plan = outcome.plan
      try FailureInOutcome.throwIfAny(plan.problems.items + [plan.refusal].compactMap(\.self))
    }
  }
}

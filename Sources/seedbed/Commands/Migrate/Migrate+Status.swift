import ArgumentParser
import SeedbedCore
import SeedbedMigrations
import SeedbedReport

extension Migrate {
  struct Status: ProjectCommand {
    var purpose: Purpose { .looking("seedbed migrate status") }

    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show which migrations are applied, pending or changed.",
      discussion: "EXAMPLE\n  seedbed migrate status")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> PlannedMigrations {
      try PlannedMigrations(workspace.migrationPlan(), withSteps: false)
    }

    func end(_ outcome: PlannedMigrations, in workspace: Workspace) throws {
      try FailureInOutcome.throwIfAny(outcome.plan.problems.items)
    }
  }
}

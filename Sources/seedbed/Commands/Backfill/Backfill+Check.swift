import ArgumentParser
import SeedbedBackfill

extension Backfill {
  struct Check: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill check") }

    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check backfills and their files, and change nothing.",
      discussion: "EXAMPLE\n  seedbed backfill check")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfills; all unless named.")
    var names: [String] = []

    func outcome(in workspace: Workspace) throws -> [BackfillPlan] {
      let known = try workspace.knownStructure()
      let plans =
        try known.checking {
          try workspace.backfillPlans(named: names, schema: known.schema)
        } ?? []
      if plans.isEmpty, !known.uncertain.isEmpty { known.remarkOnUncertain(workspace.console) }
      for plan in plans { try BackfillRun.checkFields(of: plan) }
      return plans
    }
  }
}

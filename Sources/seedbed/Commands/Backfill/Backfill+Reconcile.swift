import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill {
  struct Reconcile: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill reconcile") }

    static let configuration = CommandConfiguration(
      commandName: "reconcile",
      abstract: "Read the sources again and compare them with what the collections hold.",
      discussion: """
        Finds every record without its row, every row that is not what its record makes of it, and every row
        no run loaded that doubles one. Status 1 when there is any.

        EXAMPLES
          seedbed backfill reconcile
          seedbed backfill reconcile page_visits --json
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfills; all unless named.")
    var names: [String] = []

    func outcome(in workspace: Workspace) throws -> [ReconcileOutcome] {
      let store = try workspace.openExistingStore()
      let plans = try workspace.backfillPlans(named: names, schema: store.read { try $0.schema() })
      let line = workspace.console.progress()
      defer { line.clear() }
      return try plans.map { plan in
        try Reconciliation.outcome(of: plan, on: store) { line.show($0) }
      }
    }

    func end(_ outcomes: [ReconcileOutcome], in workspace: Workspace) throws {
      if !outcomes.allSatisfy(\.isGood) { throw ExitCode.checkFailed }
    }
  }
}

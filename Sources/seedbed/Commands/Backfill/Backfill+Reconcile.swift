import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Reconcile: ParsableCommand {
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

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill reconcile")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let plans = try workspace.backfillPlans(named: names, schema: store.read { try $0.schema() })
      let line = workspace.console.progress()
      defer { line.clear() }
      let outcomes = try plans.map { plan in
        try Reconciliation.outcome(of: plan, on: store) {
          line.show($0.backfill, done: $0.bytes, of: $0.totalBytes, records: $0.records)
        }
      }
      line.clear()
      workspace.console.print(
        workspace.console.report.text(of: outcomes), json: JSONReport.json(of: outcomes))
      if !outcomes.allSatisfy(\.isGood) { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

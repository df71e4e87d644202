import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill.Rejects {
  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay",
      abstract: "Send the open rejects through today's mapping.",
      discussion: """
        A record that loads now is no longer open; the others stay, with the new reason. Every attempt is
        kept.

        EXAMPLE
          seedbed backfill rejects replay page_visits
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfill.")
    var name: String

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill rejects replay")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let plans = try workspace.backfillPlans(
        named: [name], schema: store.read { try $0.schema() })
      let outcomes = try workspace.asOnlyRunner(on: store) { lock in
        try plans.map {
          try RejectReplay(
            on: store, lock: lock, confirmation: workspace.confirmation, now: { Workspace.now }
          ).replay($0)
        }
      }
      workspace.console.print(
        workspace.console.report.text(of: outcomes), json: JSONReport.json(of: outcomes))
      if let failure = FailureInOutcome(outcomes.compactMap(\.failure)) { throw failure }
    }
  }
}

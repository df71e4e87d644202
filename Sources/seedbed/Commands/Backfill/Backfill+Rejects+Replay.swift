import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill.Rejects {
  struct Replay: ProjectCommand {
    var purpose: Purpose { .changing("seedbed backfill rejects replay") }

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

    func outcome(in workspace: Workspace) throws -> [ReplayOutcome] {
      let store = try workspace.openExistingStore()
      let plans = try workspace.backfillPlans(named: [name], schema: store.read { try $0.schema() })
      return try workspace.asOnlyRunner(on: store) { lock in
        try plans.map {
          try RejectReplay(
            on: store, lock: lock, confirmation: workspace.confirmation, now: { Workspace.now }
          ).replay($0)
        }
      }
    }

    func end(_ outcomes: [ReplayOutcome], in workspace: Workspace) throws {
      try FailureInOutcome.throwIfAny(outcomes.compactMap(\.failure))
    }
  }
}

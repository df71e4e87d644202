import ArgumentParser
import SeedbedBackfill

extension Backfill {
  struct Status: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill status") }

    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "List the runs and what became of their records.",
      discussion: "EXAMPLE\n  seedbed backfill status")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> BackfillStatus {
      try BackfillStatus(of: workspace.openExistingStore(), seenBy: workspace.holder)
    }
  }
}

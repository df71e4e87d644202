import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill.Rejects {
  struct List: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill rejects") }

    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the open rejects of a backfill.",
      discussion: "EXAMPLE\n  seedbed backfill rejects list page_visits")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfill.")
    var name: String

    @Flag(help: "List those, too, that a replay settled.")
    var all = false

    func outcome(in workspace: Workspace) throws -> [Reject] {
      try workspace.openExistingStore().read { session in
        try BackfillStatus.requireRuns(of: name, in: session)
        return try BackfillRejects.all(of: name, withSettled: all, in: session)
      }
    }
  }
}

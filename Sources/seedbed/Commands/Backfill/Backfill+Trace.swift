import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill {
  struct Trace: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill trace") }

    static let configuration = CommandConfiguration(
      commandName: "trace",
      abstract: "Say where a record came from: run, file, place and original bytes.",
      discussion:
        "EXAMPLE\n  seedbed backfill trace page_visits 5f0c8e2a-93b1-8d4e-a1c2-3b5d7f9e1a2b")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The collection.")
    var collection: String

    @Argument(help: "The key; of several columns one text for each.")
    var key: [String]

    func outcome(in workspace: Workspace) throws -> RowTrace {
      let store = try workspace.openExistingStore()
      let specifications = try BackfillFolder(at: workspace.project.history).specifications
      return try store.read {
        try RowTrace(of: key, in: collection, on: $0, specifications: specifications)
      }
    }

    func end(_ trace: RowTrace, in workspace: Workspace) throws {
      if trace.origins.isEmpty { throw ExitCode.checkFailed }
    }
  }
}

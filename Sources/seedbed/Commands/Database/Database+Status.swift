import ArgumentParser
import SeedbedStore

extension Database {
  struct Status: ProjectCommand {
    var purpose: Purpose { .looking("seedbed db status") }

    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show the collections, how many records they hold, and the test mark.",
      discussion: "EXAMPLE\n  seedbed db status")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> DatabaseStatus {
      let store = try workspace.openExistingStore()
      return try store.read { try DatabaseStatus(of: $0, name: store.name) }
    }
  }
}

import ArgumentParser
import SeedbedReport
import SeedbedStore

extension Database {
  struct Unmark: ProjectCommand {
    var purpose: Purpose { .changing("seedbed db unmark") }

    static let configuration = CommandConfiguration(
      commandName: "unmark",
      abstract: "Take the test mark off a database.",
      discussion: "EXAMPLE\n  seedbed db unmark")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> MarkedDatabase {
      let store = try workspace.openExistingStore()
      let wasMarked = try workspace.asOnlyRunner(on: store) { _ in
        try TestMark.remove(from: store)
      }
      return MarkedDatabase(unmarked: store.name, wasMarked: wasMarked)
    }
  }
}

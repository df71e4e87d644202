import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

extension Database {
  struct Unmark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmark",
      abstract: "Take the test mark off a database.",
      discussion: "EXAMPLE\n  seedbed db unmark")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed db unmark")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let wasThere = try workspace.asOnlyRunner(on: store) { _ in try TestMark.remove(from: store) }
      workspace.console.print(
        "  \(store.name) has no test mark\(wasThere ? " any more" : "")",
        json: ["version": 1, "database": .string(store.name), "test_mark": false])
    }
  }
}

import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

extension Database {
  struct Mark: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mark",
      abstract: "Put the test mark on a database, so that seeds may be replaced and proofs run.",
      discussion: """
        The database must be there; 'seedbed up --test' and 'seedbed migrate up --test' make one with the mark.

        EXAMPLE
          seedbed db mark --i-know-this-is test.sqlite
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed db mark")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      try workspace.markAsTest(store)
      workspace.console.print(
        "  \(store.name) has the test mark",
        json: ["version": 1, "database": .string(store.name), "test_mark": true])
    }
  }
}

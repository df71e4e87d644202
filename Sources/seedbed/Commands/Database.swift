import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

/// `seedbed db`
struct Database: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Say what a database is for and what it holds, and compare two.",
    discussion: """
      EXAMPLES
        seedbed db mark --database test.sqlite
        seedbed db unmark
        seedbed db unlock
        seedbed db status
        seedbed db compare shop.sqlite copy.sqlite
        seedbed db checksum
        seedbed db check
        seedbed db restore
      """,
    subcommands: [
      Mark.self, Unmark.self, Unlock.self, Status.self, Compare.self, Checksum.self, Check.self,
      Restore.self,
    ])

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

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show the collections, how many records they hold, and the test mark.",
      discussion: "EXAMPLE\n  seedbed db status")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed db status")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let status = try store.read { try DatabaseStatus(of: $0, name: store.name) }
      workspace.console.print(
        workspace.console.report.text(of: status), json: JSONReport.json(of: status))
    }
  }
}

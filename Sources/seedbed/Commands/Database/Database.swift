import ArgumentParser
import SeedbedCore

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
}

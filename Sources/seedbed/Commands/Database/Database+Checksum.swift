import ArgumentParser
import SeedbedCore
import SeedbedStore

extension Database {
  /// `seedbed db checksum`
  struct Checksum: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checksum",
      abstract: "Print a checksum of every collection, the same on every engine.",
      discussion: """
        It covers names and values of all records: neither the order of rows and columns nor the spelling of
        decimals, times and JSON counts. A database that is named needs no project.

        EXAMPLES
          seedbed db checksum
          seedbed db checksum copy.sqlite --json
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(
      help: ArgumentHelp("A database; the project's unless named.", valueName: "url"),
      completion: .file())
    var url: String?

    func run() throws {
      let purpose = Purpose.looking("seedbed db checksum")
      let address =
        try url.map { try StoreURL($0) } ?? Workspace(options, purpose).url
      let console = Console(options.printing)
      let store = try address.openExisting(for: console, purpose, isOfProject: url == nil)
      defer { try? store.close() }
      let line = console.progress()
      defer { line.clear() }
      let checksum = try store.read { session in
        try DatabaseChecksum(of: session, name: store.name) {
          line.show($0, done: $1, of: $2, records: $1)
        }
      }
      line.clear()
      console.show(checksum)
    }
  }
}

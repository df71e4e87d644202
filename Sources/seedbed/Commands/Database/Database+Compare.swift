import ArgumentParser
import Foundation
import SeedbedStore

extension Database {
  /// `seedbed db compare`
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Find the rows that differ between two databases, whatever their engines.",
      discussion: """
        Both databases are read once as streams, of which only the checksums of key ranges are kept; the ranges
        that differ are read again to list their rows. Ends with status 1 when anything differs, rows or
        structure. Needs no project.

        EXAMPLES
          seedbed db compare shop.sqlite copy.sqlite
          seedbed db compare shop.sqlite postgres://ada@db.example.com/shop orders --limit 100
        """)

    @Argument(
      help: ArgumentHelp("A database: a file or URL.", valueName: "left"), completion: .file())
    var left: String

    @Argument(
      help: ArgumentHelp("The database to compare it with.", valueName: "right"),
      completion: .file())
    var right: String

    @Argument(help: "The collections; all unless named.")
    var collections: [String] = []

    @Option(
      help: ArgumentHelp("How many differing rows of a collection are listed.", valueName: "rows"))
    var limit = 20

    @OptionGroup var printing: PrintOptions

    func validate() throws {
      if limit < 0 { throw ValidationError("--limit is 0 or more") }
    }

    func run() throws {
      let console = Console(printing)
      let purpose = Purpose.looking("seedbed db compare")
      let first = try StoreURL(left).openExisting(for: console, purpose, isOfProject: false)
      defer { try? first.close() }
      let second = try StoreURL(right).openExisting(for: console, purpose, isOfProject: false)
      defer { try? second.close() }
      let line = console.progress()
      defer { line.clear() }
      let comparison = try DatabaseComparison(
        of: first, with: second, collections: collections,
        limits: ComparisonLimits(listedRows: limit)
      ) { line.show($0, done: $1, of: $2, records: $1) }
      line.clear()
      console.show(comparison)
      if !comparison.isEqual { throw ExitCode.checkFailed }
    }
  }
}

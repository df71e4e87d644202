import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill.Rejects {
  struct Show: ProjectCommand {
    var purpose: Purpose { .looking("seedbed backfill rejects show") }

    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a reject with its bytes and what was tried.",
      discussion: """
        EXAMPLES
          seedbed backfill rejects show page_visits data/access.log:8900   by its line, as listed
          seedbed backfill rejects show page_visits data/access.log 8899   by its number
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfill.")
    var name: String

    @Argument(
      help: "The file, as the list names it, with the record's line unless its number follows.")
    var file: String

    @Argument(help: "The record's number in its file.")
    var record: Int?

    /// The file and the line in `data/access.log:8900`.
    private var place: (file: String, line: Int)? {
      guard let colon = file.lastIndex(of: ":"), let line = Int(file[file.index(after: colon)...])
      else { return nil }
      return (String(file[..<colon]), line)
    }

    func validate() throws {
      if record == nil, place == nil {
        throw ValidationError(
          "Name the record: FILE:LINE as the list has it, or FILE and its number.")
      }
    }

    func outcome(in workspace: Workspace) throws -> KeptReject {
      try workspace.openExistingStore().read { session in
        guard record == nil, let place else {
          return try KeptReject(of: name, file: file, number: record ?? 0, in: session)
        }
        let number = try KeptReject.number(
          of: name, file: place.file, line: place.line, in: session)
        return try KeptReject(of: name, file: place.file, number: number, in: session)
      }
    }
  }
}

import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Rejects: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rejects",
      abstract: "Look at the records a backfill set aside, and try them again.",
      discussion: """
        EXAMPLES
          seedbed backfill rejects page_visits
          seedbed backfill rejects show page_visits data/access.log:8899
          seedbed backfill rejects replay page_visits
        """, subcommands: [List.self, Show.self, Replay.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the open rejects of a backfill.",
        discussion: "EXAMPLE\n  seedbed backfill rejects list page_visits")

      @OptionGroup var options: GlobalOptions

      @Argument(help: "The backfill.")
      var name: String

      @Flag(help: "List those, too, that a replay settled.")
      var all = false

      func run() throws {
        let workspace = try Workspace(options, purpose: "seedbed backfill rejects")
        let store = try workspace.openExistingStore()
        defer { try? store.close() }
        let rejects = try store.read { session in
          try BackfillStatus.requireRuns(of: name, in: session)
          return try BackfillRejects.all(of: name, withSettled: all, in: session)
        }
        workspace.console.print(
          workspace.console.report.text(of: rejects), json: JSONReport.json(of: rejects))
      }
    }

    struct Show: ParsableCommand {
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

      func run() throws {
        let workspace = try Workspace(options, purpose: "seedbed backfill rejects show")
        let store = try workspace.openExistingStore()
        defer { try? store.close() }
        let kept = try store.read { session in
          guard record == nil, let place else {
            return try KeptReject(of: name, file: file, number: record ?? 0, in: session)
          }
          let number = try KeptReject.number(
            of: name, file: place.file, line: place.line, in: session)
          return try KeptReject(of: name, file: place.file, number: number, in: session)
        }
        workspace.console.print(
          workspace.console.report.text(of: kept), json: JSONReport.json(of: kept))
      }
    }

    struct Replay: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send the open rejects through today's mapping.",
        discussion: """
          A record that loads now is no longer open; the others stay, with the new reason. Every attempt is
          kept.

          EXAMPLE
            seedbed backfill rejects replay page_visits
          """)

      @OptionGroup var options: GlobalOptions

      @Argument(help: "The backfill.")
      var name: String

      func run() throws {
        let workspace = try Workspace(options, purpose: "seedbed backfill rejects replay")
        let store = try workspace.openExistingStore()
        defer { try? store.close() }
        let plans = try workspace.backfillPlans(
          named: [name], schema: store.read { try $0.schema() })
        let outcomes = try workspace.asOnlyRunner(on: store) { lock in
          try plans.map {
            try RejectReplay(
              on: store, lock: lock, confirmation: workspace.confirmation, now: { Workspace.now }
            ).replay($0)
          }
        }
        workspace.console.print(
          workspace.console.report.text(of: outcomes), json: JSONReport.json(of: outcomes))
        if let failure = FailureInOutcome(outcomes.compactMap(\.failure)) { throw failure }
      }
    }
  }
}

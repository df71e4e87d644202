import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill.Rejects {
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
        return try BackfillStatus.rejects(of: name, all: all, in: session)
      }
      workspace.console.print(
        workspace.console.report.text(of: rejects), json: JSONReport.json(of: rejects))
    }
  }
}

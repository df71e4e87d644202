import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "List the runs and what became of their records.",
      discussion: "EXAMPLE\n  seedbed backfill status")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill status")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let status = try BackfillStatus(of: store, seenBy: workspace.holder)
      workspace.console.print(
        workspace.console.report.text(of: status), json: JSONReport.json(of: status))
    }
  }
}

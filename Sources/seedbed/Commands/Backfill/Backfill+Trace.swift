import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Trace: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trace",
      abstract: "Say where a record came from: run, file, place and original bytes.",
      discussion:
        "EXAMPLE\n  seedbed backfill trace page_visits 5f0c8e2a-93b1-8d4e-a1c2-3b5d7f9e1a2b")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The collection.")
    var collection: String

    @Argument(help: "The key; of several columns one text for each.")
    var key: [String]

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill trace")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let specifications = try BackfillFolder(at: workspace.project.history).specifications
      let trace = try store.read {
        try RowTrace(of: key, in: collection, on: $0, specifications: specifications)
      }
      workspace.console.print(
        workspace.console.report.text(of: trace), json: JSONReport.json(of: trace))
      if trace.origins.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

extension Database {
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

import ArgumentParser
import SeedbedCore
import SeedbedReport
import SeedbedSeeds
import SeedbedStore

extension Seed {
  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Load a set in one transaction.",
      discussion: "EXAMPLE\n  seedbed seed load demo")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The set; seedbed.yaml's unless named.")
    var set: String?

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed seed load")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let outcome = try workspace.load(workspace.chosenSet(given: set), into: store)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
    }
  }
}

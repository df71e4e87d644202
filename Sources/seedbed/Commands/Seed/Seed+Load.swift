import ArgumentParser
import SeedbedSeeds

extension Seed {
  struct Load: ProjectCommand {
    var purpose: Purpose { .changing("seedbed seed load") }

    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Load a set in one transaction.",
      discussion: "EXAMPLE\n  seedbed seed load demo")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The set; seedbed.yaml's unless named.")
    var set: String?

    func outcome(in workspace: Workspace) throws -> SeedOutcome {
      let store = try workspace.openExistingStore()
      return try workspace.load(workspace.chosenSet(given: set), into: store)
    }
  }
}

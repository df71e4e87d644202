import ArgumentParser
import SeedbedGolden
import SeedbedReport

extension Verify {
  /// `seedbed verify reject`
  struct Reject: ProjectCommand {
    var purpose: Purpose { .changing("seedbed verify reject") }

    static let configuration = CommandConfiguration(
      commandName: "reject",
      abstract: "Throw recorded bodies away.",
      discussion: "EXAMPLE\n  seedbed verify reject dashboard/overview.json")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The bodies; all that wait unless named.")
    var bodies: [String] = []

    func outcome(in workspace: Workspace) throws -> SettledBodies {
      SettledBodies(
        rejected: try GoldenFiles.reject(
          in: workspace.project.golden, bodies: bodies.isEmpty ? nil : bodies))
    }
  }
}

import ArgumentParser
import SeedbedGolden

extension Verify {
  /// `seedbed verify pending`
  struct Pending: ProjectCommand {
    var purpose: Purpose { .looking("seedbed verify pending") }

    static let configuration = CommandConfiguration(
      commandName: "pending",
      abstract: "List recorded bodies that wait for review, and how they differ.",
      discussion: """
        In CI bodies that wait are status 1.

        EXAMPLE
          seedbed verify pending --json
        """)

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> [PendingBody] {
      try PendingBody.all(
        of: GoldenDocument.read(folder: workspace.project.golden),
        environment: workspace.project.environment)
    }

    func end(_ pending: [PendingBody], in workspace: Workspace) throws {
      if workspace.isCI, !pending.isEmpty { throw ExitCode.checkFailed }
    }
  }
}

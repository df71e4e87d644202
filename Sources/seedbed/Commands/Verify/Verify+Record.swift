import ArgumentParser
import SeedbedGolden

extension Verify {
  struct Record: AsyncProjectCommand {
    var purpose: Purpose { .changing("seedbed verify record") }

    static let configuration = CommandConfiguration(
      commandName: "record",
      abstract: "Write new golden bodies beside the old ones, for review.",
      discussion: "EXAMPLE\n  seedbed verify record && seedbed verify review")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    func outcome(in workspace: Workspace) async throws -> RecordOutcome {
      try await workspace.withVerification(verifying) {
        try await $0.record(isCI: workspace.isCI)
      }
    }

    func end(_ outcome: RecordOutcome, in workspace: Workspace) throws {
      if let problem = outcome.problem { throw problem }
      if outcome.hasRefusals { throw ExitCode.checkFailed }
    }
  }
}

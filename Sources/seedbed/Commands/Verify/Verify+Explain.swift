import ArgumentParser
import SeedbedGolden
import SeedbedReport

extension Verify {
  struct Explain: AsyncProjectCommand {
    var purpose: Purpose { .changing("seedbed verify explain") }

    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Show every level of an endpoint, and where each leaf of its answer comes from.",
      discussion: "EXAMPLE\n  seedbed verify explain \"GET /api/dashboard/overview\"")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    @Argument(help: "The call, or a part of it.")
    var call: String

    func outcome(in workspace: Workspace) async throws -> ExplainedOperations {
      var verifying = verifying
      verifying.filter = [call]
      let outcome = try await workspace.verify(verifying)
      // Those that it needs are asked too.
      let filter = CallFilter([call])
      return ExplainedOperations(
        outcome.operations.filter { filter.chooses($0.title) }, needs: outcome.curlNeeds)
    }
  }
}

import ArgumentParser
import SeedbedGolden

extension Verify {
  struct Matrix: AsyncProjectCommand {
    var purpose: Purpose { .changing("seedbed verify matrix") }

    static let configuration = CommandConfiguration(
      commandName: "matrix",
      abstract: "Change one collection at a time, and show which endpoint reads which.",
      discussion: """
        Fails when an endpoint reads others than its 'reads:' says. Needs the test mark.

        EXAMPLE
          seedbed verify matrix --filter /api/dashboard
        """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    func outcome(in workspace: Workspace) async throws -> MatrixOutcome {
      try await workspace.withVerification(verifying, changing: "the matrix") {
        try await $0.matrix()
      }
    }

    func end(_ outcome: MatrixOutcome, in workspace: Workspace) throws {
      if let problem = outcome.problem { throw problem }
      if !outcome.isAsDeclared { throw ExitCode.checkFailed }
    }
  }
}

import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Verify {
  struct Matrix: AsyncParsableCommand {
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

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify matrix")
      let outcome = try await workspace.withVerification(verifying, changing: "the matrix") {
        try await $0.matrix()
      }
      workspace.console.print(workspace.console.report.text(of: outcome), json: outcome.json)
      if let problem = outcome.problem { throw problem }
      if !outcome.isAsDeclared { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

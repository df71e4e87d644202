import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Verify {
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Show every level of an endpoint, and where each leaf of its answer comes from.",
      discussion: "EXAMPLE\n  seedbed verify explain \"GET /api/dashboard/overview\"")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    @Argument(help: "The call, or a part of it.")
    var call: String

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify explain")
      var verifying = verifying
      verifying.filter = [call]
      let outcome = try await workspace.verify(verifying)
      // Those that it needs are asked too.
      let filter = CallFilter([call])
      let operations = outcome.operations.filter { filter.chooses($0.title) }
      workspace.console.print(
        workspace.console.report.explanation(
          of: operations, needs: outcome.curlNeeds),
        json: ["version": 1, "operations": .array(operations.map(\.json))])
    }
  }
}

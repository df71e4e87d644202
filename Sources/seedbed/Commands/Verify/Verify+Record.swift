import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Verify {
  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record",
      abstract: "Write new golden bodies beside the old ones, for review.",
      discussion: "EXAMPLE\n  seedbed verify record && seedbed verify review")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var verifying: VerifyOptions

    func run() async throws {
      let workspace = try Workspace(options, purpose: "seedbed verify record")
      let outcome = try await workspace.withVerification(verifying) {
        try await $0.record(isCI: workspace.isCI)
      }
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if let problem = outcome.problem { throw problem }
      if outcome.hasRefusals { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }
  }
}

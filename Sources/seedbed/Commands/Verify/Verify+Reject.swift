import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport

extension Verify {
  /// `seedbed verify reject`
  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reject",
      abstract: "Throw recorded bodies away.",
      discussion: "EXAMPLE\n  seedbed verify reject dashboard/overview.json")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The bodies; all that wait unless named.")
    var bodies: [String] = []

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed verify reject")
      let rejected = try GoldenFiles.reject(
        in: workspace.project.golden, bodies: bodies.isEmpty ? nil : bodies)
      workspace.console.print(
        (rejected.map { "  \($0)" } + ["\(rejected.count) rejected"]).joined(separator: "\n"),
        json: ["version": 1, "rejected": .array(rejected.map { .string($0) })])
    }
  }
}

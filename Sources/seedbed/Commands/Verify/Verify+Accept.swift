import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Verify {
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Put recorded bodies in the place of the old ones.",
      discussion: "EXAMPLE\n  seedbed verify accept dashboard/overview.json")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The bodies; all that wait unless named.")
    var bodies: [String] = []

    @Option(
      name: .customLong("case"),
      help: ArgumentHelp("A call with its case, whose body is meant.", valueName: "call"))
    var cases: [String] = []

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed verify accept")
      try workspace.refuseInCI()
      let folder = try workspace.project.golden
      let named = try bodies + self.bodies(ofCasesIn: folder)
      let accepted = try GoldenFiles.accept(in: folder, bodies: named.isEmpty ? nil : named)
      workspace.console.print(
        (accepted.map { "  \($0)" } + ["\(accepted.count) accepted"]).joined(separator: "\n"),
        json: ["version": 1, "accepted": .array(accepted.map { .string($0) })])
    }
  }
}

extension Verify.Accept {
  /// The bodies of the calls that were named.
  private func bodies(ofCasesIn folder: String) throws -> [String] {
    if cases.isEmpty { return [] }
    let endpoints = try GoldenDocument.read(folder: folder).endpoints
    return try cases.map { name in
      guard let body = endpoints.first(where: { $0.title == name })?.expectation.body else {
        throw Diagnostic(
          .gateOption,
          "no golden file asks '\(name)'\(Suggestion.phrase(for: name, among: endpoints.map(\.title)))"
        )
      }
      return body
    }
  }
}

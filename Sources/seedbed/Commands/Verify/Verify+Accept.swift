import ArgumentParser
import SeedbedCore
import SeedbedGolden
import SeedbedReport

extension Verify {
  struct Accept: ProjectCommand {
    var purpose: Purpose { .changing("seedbed verify accept") }

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

    func outcome(in workspace: Workspace) throws -> SettledBodies {
      try workspace.refuseInCI()
      let folder = try workspace.project.golden
      let named = try bodies + self.bodies(ofCasesIn: folder)
      return SettledBodies(
        accepted: try GoldenFiles.accept(in: folder, bodies: named.isEmpty ? nil : named))
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

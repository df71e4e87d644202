import ArgumentParser
import SeedbedCore
import SeedbedSeeds

extension Seed {
  struct Check: ProjectCommand {
    var purpose: Purpose { .looking("seedbed seed check") }

    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check sets against the migrations, without a database.",
      discussion: "EXAMPLE\n  seedbed seed check demo")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The sets; all unless named.")
    var sets: [String] = []

    func outcome(in workspace: Workspace) throws -> [SeedPlan] {
      let known = try workspace.knownStructure()
      let folder = try SeedFolder(at: workspace.project.seeds)
      if sets.isEmpty, folder.sets.isEmpty {
        throw Diagnostic(
          .seedNothing, "there is no seed set in \(try workspace.project.seeds)",
          help: "a set is a .yaml file right there; 'seeds:' in seedbed.yaml names another folder")
      }
      for name in sets { try folder.require(name) }
      let names = sets.isEmpty ? folder.sets.map(\.name) : sets
      var problems = Diagnostics()
      let plans = names.compactMap { name in
        problems.collect {
          try known.checking { try workspace.seedPlan(set: name, in: folder, schema: known.schema) }
        } ?? nil
      }
      try problems.throwIfAny()
      if plans.count < names.count { known.remarkOnUncertain(workspace.console) }
      return plans
    }
  }
}

extension Diagnostic.Code {
  /// A check of no sets, which would otherwise look like a clean one.
  static let seedNothing = Self("seed.nothing", .checkFailed)
}

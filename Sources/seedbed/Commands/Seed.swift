import ArgumentParser
import SeedbedCore
import SeedbedReport
import SeedbedSeeds
import SeedbedStore

/// `seedbed seed`
struct Seed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed",
    abstract: "Put known records in place, the same every time.",
    discussion: """
      EXAMPLES
        seedbed seed check
        seedbed seed load demo
      """, subcommands: [Check.self, Load.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check sets against the migrations, without a database.",
      discussion: "EXAMPLE\n  seedbed seed check demo")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The sets; all unless named.")
    var sets: [String] = []

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed seed check")
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
      if plans.count < names.count {
        workspace.console.remark(
          "\(known.uncertain.joined(separator: ", ")): changed by SQL, and checked when it is loaded"
        )
      }
      workspace.console.print(
        plans.map { workspace.console.report.text(of: $0) }.joined(separator: "\n"),
        json: JSONReport.json(of: plans))
    }
  }

  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Load a set in one transaction.",
      discussion: "EXAMPLE\n  seedbed seed load demo")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The set; seedbed.yaml's unless named.")
    var set: String?

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed seed load")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let outcome = try workspace.load(workspace.chosenSet(given: set), into: store)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
    }
  }
}

extension Workspace {
  /// Loads a set, typed by the structure the database has.
  func load(_ set: ChosenSet, into store: any Store) throws -> SeedOutcome {
    let plan = try seedPlan(
      set: set.name, in: set.folder, schema: store.read { try $0.schema() })
    return try asOnlyRunner(on: store) { _ in
      try SeedRun(on: store).load(plan, confirmation: confirmation)
    }
  }
}

extension Diagnostic.Code {
  /// A check of no sets, which would otherwise look like a clean one.
  static let seedNothing = Self("seed.nothing", .checkFailed)
}

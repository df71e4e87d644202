import SeedbedSeeds
import SeedbedStore

extension Workspace {
  /// The set to load: the one that was given, which must be there, or seedbed.yaml's.
  func chosenSet(given name: String?) throws -> ChosenSet {
    let folder = try SeedFolder(at: project.seeds)
    if let name { try folder.require(name) }
    return ChosenSet(name: try project.set(given: name), folder: folder)
  }

  /// A set of seeds, in its folder as that was read.
  struct ChosenSet {
    let name: String
    let folder: SeedFolder
  }

  func seedPlan(
    set name: String, in folder: SeedFolder? = nil, schema: Schema
  ) throws -> SeedPlan {
    let folder = try folder ?? SeedFolder(at: project.seeds)
    return try SeedPlan(
      for: folder.closure(of: name), schema: schema, context: project.seedContext())
  }

  /// Loads a set, typed by the structure the database has.
  func load(_ set: ChosenSet, into store: any Store) throws -> SeedOutcome {
    let plan = try seedPlan(
      set: set.name, in: set.folder, schema: store.read { try $0.schema() })
    return try asOnlyRunner(on: store) { _ in
      try SeedRun(on: store).load(plan, confirmation: confirmation)
    }
  }
}

import SeedbedCore
import SeedbedMigrations
import SeedbedStore

/// The structure that files are checked against before anything runs.
struct KnownStructure {
  let schema: Schema
  /// The collections that are known in part, for `sql` steps change them and the database has not been asked.
  let uncertain: [String]

  /// Problems that may be none, since a step made the name in SQL.
  private static let codes: Set<String> = [
    "seed.collection", "seed.column", "backfill.target", "backfill.mapping",
  ]

  /// Runs a check; problems that only the database could confirm are left to the time when it can be asked.
  ///
  /// - Returns: nil where something was left.
  func checking<Result>(_ body: () throws -> Result) throws -> Result? {
    if uncertain.isEmpty { return try body() }
    do {
      return try body()
    } catch let problems as Diagnostics {
      let certain = problems.items.filter { !Self.codes.contains($0.code.name) }
      try Diagnostics(certain).throwIfAny()
    } catch let problem as Diagnostic {
      if !Self.codes.contains(problem.code.name) { throw problem }
    }
    return nil
  }

  func remarkOnUncertain(_ console: Console) {
    console.remark(
      "\(uncertain.joined(separator: ", ")): changed by SQL, and checked when it is loaded")
  }
}

extension Workspace {
  /// The structure after the migrations: from the files alone, or from the database if `sql` steps hide it and every
  /// migration is applied there.
  func knownStructure() throws -> KnownStructure {
    let folder = try migrationFolder()
    guard !folder.changedBySQL.isEmpty else {
      return KnownStructure(schema: folder.schema, uncertain: [])
    }
    guard let store = try? url.openForReading(for: console) else {
      return KnownStructure(schema: folder.schema, uncertain: folder.changedBySQL)
    }
    defer { try? store.close() }
    return try store.read { session in
      let plan = MigrationPlan(
        for: folder.migrations, after: try MigrationHistory.read(from: session))
      guard plan.pending.isEmpty, plan.problems.items.isEmpty else {
        return KnownStructure(schema: folder.schema, uncertain: folder.changedBySQL)
      }
      return KnownStructure(schema: try session.schema(), uncertain: [])
    }
  }
}

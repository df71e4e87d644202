package import SeedbedCore
import SeedbedStore

/// How the steps of one migration are taken back: decided from its file alone.
struct MigrationReversal {
  /// The opposite of a step.
  enum Change {
    case structure(StructureChange)
    case sql(String)
  }

  enum Move {
    /// Written under `down`.
    case perform(Migration.Step)
    case takeBack(Migration.Step, by: Change)

    /// The step and its SQL, if the engine refuses that inside a transaction.
    func alone(on engine: StoreEngine) -> (Migration.Step, String)? {
      switch self {
      case .perform(let step):
        return step.isAlone ? step.sql(for: engine).map { (step, $0) } : nil
      case .takeBack(let step, .sql(let sql)):
        return SQLScript(sql, for: engine).needsToBeAlone(on: engine) ? (step, sql) : nil
      case .takeBack(_, .structure): return nil
      }
    }

    /// What is changed of the structure; nil for SQL and updates.
    var change: StructureChange? {
      switch self {
      case .perform(let step):
        if case .structure(let change) = step.action { change } else { nil }
      case .takeBack(_, .structure(let change)): change
      case .takeBack(_, .sql): nil
      }
    }

    var summary: String {
      switch self {
      case .perform(let step): step.summary
      case .takeBack(let step, _): "take back: \(step.summary)"
      }
    }
  }

  let moves: [Move]

  /// - Throws: `Diagnostic` at the step that cannot be taken back.
  init(of migration: Migration, on engine: StoreEngine) throws {
    switch migration.down {
    case .irreversible(let reason):
      throw Diagnostic(
        .migrationIrreversible, "\(migration.id) cannot be taken back: \(reason)",
        help: "nothing was changed", at: migration.steps.first?.location)
    case .steps(let steps): moves = steps.map { .perform($0) }
    case .auto:
      moves = try migration.steps.reversed().compactMap { step in
        try Self.opposite(of: step, in: migration, on: engine).map { .takeBack(step, by: $0) }
      }
    }
  }

  /// Nil for a step that did nothing on this engine.
  private static func opposite(
    of step: Migration.Step, in migration: Migration, on engine: StoreEngine
  ) throws -> Change? {
    switch step.action {
    case .structure(.createCollection(let collection)):
      return .structure(.dropCollection(collection.name))
    case .structure(.renameCollection(let old, let new)):
      return .structure(.renameCollection(from: new, to: old))
    case .structure(.addColumn(let column, let table)):
      return .structure(.dropColumn(column.name, from: table))
    case .structure(.renameColumn(let old, let new, let table)):
      return .structure(.renameColumn(from: new, to: old, in: table))
    case .structure(.createIndex(let index, let table)):
      return .structure(.dropIndex(index, on: table))
    case .structure(.dropIndex(let index, let table)):
      return .structure(.createIndex(index, on: table))
    case .structure(.dropCollection), .structure(.dropColumn):
      throw irreversible(step, in: migration, "what it dropped is gone")
    case .update: throw irreversible(step, in: migration, "the old values are gone")
    case .sql:
      guard step.sql(for: engine) != nil else { return nil }
      guard let back = step.back else {
        throw irreversible(step, in: migration, "it has no 'down'")
      }
      return (back[engine] ?? nil).map { .sql($0) }
    }
  }

  private static func irreversible(
    _ step: Migration.Step, in migration: Migration, _ reason: String
  ) -> Diagnostic {
    Diagnostic(
      .migrationIrreversible,
      "\(migration.id) cannot be taken back: '\(step.summary)' has no opposite, since \(reason)",
      help: "nothing was changed; write the steps that take it back under 'down:'",
      at: step.location)
  }
}

extension Diagnostic.Code {
  /// A migration that has no way back.
  package static let migrationIrreversible = Self("migration.irreversible", .runFailed)
}

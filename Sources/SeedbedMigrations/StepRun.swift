import SeedbedCore
import SeedbedStore

/// Makes single steps, in a transaction of the caller's.
struct StepRun {
  private let session: any StoreSession
  private let engine: StoreEngine

  init(_ session: any StoreSession, _ engine: StoreEngine) {
    self.session = session
    self.engine = engine
  }

  func perform(_ step: Migration.Step, of migration: String) throws {
    try telling(step, migration) {
      switch step.action {
      case .structure(let change): try session.apply(change)
      case .update(let table, let set, let condition):
        try session.execute(
          UpdateStatement(table, set: set, condition: condition, on: engine, in: session).text)
      case .sql: if let sql = step.sql(for: engine) { try session.executeScript(sql) }
      }
    }
  }

  /// Makes the opposite of a step.
  func takeBack(_ step: Migration.Step, by reversal: MigrationReversal.Change, of migration: String)
    throws
  {
    try telling(step, migration) {
      switch reversal {
      case .structure(let change): try session.apply(change)
      case .sql(let sql): try session.executeScript(sql)
      }
    }
  }

  private func telling(
    _ step: Migration.Step, _ migration: String, _ body: () throws -> Void
  ) throws {
    do {
      try body()
    } catch {
      throw Diagnostic(
        .migrationStepFailed, "\(migration) failed at '\(step.summary)'",
        help: "nothing of this migration was kept; mend it, then run again", at: step.location,
        cause: String(describing: error))
    }
  }
}

extension Migration.Step {
  /// What an `sql` step says for an engine; nil where it is skipped.
  func sql(for engine: StoreEngine) -> String? {
    guard case .sql(let texts) = action else { return nil }
    return texts[engine] ?? nil
  }
}

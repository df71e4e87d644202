import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Makes single steps, in a transaction of the caller's.
struct StepRun {
  private let session: any StoreSession
  private let engine: StoreEngine
  private let isTakingBack: Bool

  init(_ session: any StoreSession, _ engine: StoreEngine, isTakingBack: Bool) {
    self.session = session
    self.engine = engine
    self.isTakingBack = isTakingBack
  }

  func perform(_ step: Migration.Step, of migration: String) throws {
    try refuseExisting(step, migration)
    try telling(step, migration) {
      switch step.action {
      case .structure(let change): try session.applyWithSeedRows(change)
      case .update(let table, let set, let condition):
        try session.executeScript(
          UpdateStatement(table, set: set, condition: condition, on: engine, in: session).text)
      case .sql: if let sql = step.sql(for: engine) { try session.executeScript(sql) }
      }
    }
  }

  private func refuseExisting(_ step: Migration.Step, _ migration: String) throws {
    guard let name = step.newCollection, let kind = try session.kind(ofName: name) else { return }
    throw step.refusal(of: migration, since: name, is: kind)
  }

  /// Makes the opposite of a step.
  func takeBack(_ step: Migration.Step, by reversal: MigrationReversal.Change, of migration: String)
    throws
  {
    try telling(step, migration) {
      switch reversal {
      case .structure(let change): try session.applyWithSeedRows(change)
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
      throw isTakingBack
        ? step.failureToTakeBack(migration, error, on: engine)
        : step.failure(of: migration, error, on: engine)
    }
  }
}

extension Migration.Step {
  /// The name of the collection that the step makes or renames one to.
  var newCollection: String? {
    switch action {
    case .structure(.createCollection(let collection)): collection.name
    case .structure(.renameCollection(_, let new)): new
    case .structure, .update, .sql: nil
    }
  }

  /// The collection it drops.
  var droppedCollection: String? {
    if case .structure(.dropCollection(let name)) = action { name } else { nil }
  }

  /// What the step is told whose new collection has the name of something that is there. Tables from another time
  /// or tool are the usual reason, and may be taken as they are.
  func refusal(of migration: String, since name: String, is kind: String) -> Diagnostic {
    var help = "nothing of this migration is kept; rename or drop the one that is there"
    if case .structure(.createCollection) = action, kind == "table" {
      help = """
        nothing of this migration is kept; if it describes what is there, write \
        'require: [{no_table: \(name), else: adopt}]' into it: the structure is compared, and the \
        migration recorded as applied
        """
    }
    let holder = kind == "table" ? name : "the \(kind) \(name)"
    return Diagnostic(
      .migrationStepFailed, "\(migration) cannot run: \(holder) is in the database already",
      help: help, at: location)
  }

  func failure(of migration: String, _ error: any Error, on engine: StoreEngine) -> Diagnostic {
    failure(
      "\(migration) failed at '\(summary)'",
      help: "nothing of this migration was kept; mend it, then run again", error, on: engine)
  }

  func failureToTakeBack(
    _ migration: String, _ error: any Error, on engine: StoreEngine
  ) -> Diagnostic {
    failure(
      "\(migration) could not be taken back at '\(summary)'",
      help: "nothing of it was taken back; mend it, then run again", error, on: engine)
  }

  /// A failure at the step, or at the statement of its SQL that failed.
  private func failure(
    _ message: String, help: String, _ error: any Error, on engine: StoreEngine
  ) -> Diagnostic {
    guard let failure = error as? ScriptFailure, let node = node(of: failure, on: engine) else {
      let known = error as? Diagnostic
      return Diagnostic(
        .migrationStepFailed, message, help: known?.help ?? help, at: location,
        cause: known.map { [$0.message, $0.cause].compactMap { $0 }.joined(separator: ": ") }
          ?? String(describing: error))
    }
    return node.diagnostic(
      .migrationStepFailed, message, help: help,
      cause: "\(failure.cause)\nin: \(failure.statement.phrase)", atByte: failure.offset)
  }

  /// The text that holds the statement: that of the step, or of its way back.
  private func node(of failure: ScriptFailure, on engine: StoreEngine) -> YAMLNode? {
    let body = entry.value
    return [body[engine.rawValue], body["down"]?[engine.rawValue]].compactMap { $0 }.first { node in
      node.scalar?.utf8.dropFirst(failure.statement.offset).starts(
        with: failure.statement.text.utf8)
        == true
    }
  }

  /// What an `sql` step says for an engine; nil where it is skipped.
  func sql(for engine: StoreEngine) -> String? {
    guard case .sql(let texts) = action else { return nil }
    return texts[engine] ?? nil
  }
}

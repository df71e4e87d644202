package import SeedbedCore
import SeedbedStore

/// What was taken back.
package struct MigrationDownOutcome: Sendable {
  package struct Undone: Sendable, Hashable {
    package let id: String
    package let steps: [String]
    /// What went with the collections and columns that were dropped.
    package var lost: [LostRecords] = []
  }

  /// In the order it was done: the last migration first.
  package var undone: [Undone] = []
  /// What stopped the run, with nothing kept of the migration it happened in.
  package var failure: Diagnostic?
}

extension MigrationRun {
  /// Takes back the last `count` migrations that were applied, each in one transaction with its history row.
  ///
  /// `confirmation`: the name of an unmarked database the person is sure of.
  /// `losing`: hears of records that go, before the step that drops them.
  ///
  /// - Throws: `Diagnostics`, before anything is changed, when files and history do not agree, or when one of
  ///   them has no way back.
  package func takeBack(
    _ count: Int, of migrations: [Migration], confirmation: String? = nil,
    losing: (LostRecords) -> Void = { _ in }
  ) throws -> MigrationDownOutcome {
    try TestMark.require(for: "taking a migration back", on: store, confirmation: confirmation)
    let history = try store.read { try MigrationHistory.read(from: $0) }
    try MigrationPlan(for: migrations, after: history).problems.throwIfAny()
    let byID = Dictionary(migrations.map { ($0.id, $0) }) { first, _ in first }
    var problems = Diagnostics()
    let moves = history.reversed().prefix(count).map { record in
      problems.collect { try self.moves(back: record, byID[record.id]) } ?? []
    }
    try problems.throwIfAny()
    var outcome = MigrationDownOutcome()
    for (record, moves) in zip(history.reversed(), moves) {
      do {
        let lost = try takeBack(record.id, by: moves, losing)
        outcome.undone.append(.init(id: record.id, steps: moves.map(\.summary), lost: lost))
      } catch let failure as Diagnostic {
        outcome.failure = failure
        break
      }
    }
    return outcome
  }

  private func moves(
    back record: AppliedMigration, _ migration: Migration?
  ) throws -> [MigrationReversal.Move] {
    switch record.manner {
    case .skipped: return []
    case .applied, .begun:
      return try migration.map { try MigrationReversal(of: $0, on: store.engine).moves } ?? []
    case .adopted:
      throw Diagnostic(
        .migrationIrreversible,
        "\(record.id) cannot be taken back: the structure was there before it was adopted",
        help: "nothing was changed", at: migration?.steps.first?.location)
    }
  }

  private func takeBack(
    _ id: String, by moves: [MigrationReversal.Move], _ losing: (LostRecords) -> Void
  ) throws -> [LostRecords] {
    if moves.count == 1, let (step, sql) = moves.first?.alone(on: store.engine) {
      try takeBack(id, by: sql, step)
      return []
    }
    return try store.transaction(.structure) { session in
      let run = StepRun(session, store.engine, isTakingBack: true)
      var lost: [LostRecords] = []
      for move in moves {
        if let records = try move.change.flatMap({ try LostRecords(by: $0, in: session) }),
          records.count > 0
        {
          losing(records)
          lost.append(records)
        }
        switch move {
        case .perform(let step): try run.perform(step, of: id)
        case .takeBack(let step, let change): try run.takeBack(step, by: change, of: id)
        }
      }
      try MigrationHistory.remove(id, in: session)
      return lost
    }
  }

  /// Outside a transaction: the history says before that it is in the making.
  private func takeBack(_ id: String, by sql: String, _ step: Migration.Step) throws {
    try store.transaction { try MigrationHistory.mark(id, .begun, in: $0) }
    do {
      try store.runAlone(sql)
    } catch let failure as ScriptFailure {
      try store.transaction { try MigrationHistory.mark(id, .applied, in: $0) }
      throw step.failureToTakeBack(id, failure, on: store.engine)
    } catch {
      throw Diagnostic(
        .migrationStepFailed, "\(id) failed outside a transaction while it was taken back",
        help: """
          see what is in the database, then say so with 'seedbed migrate resolve \(id) --applied', or with \
          '--pending' if it is gone
          """, at: step.location, cause: String(describing: error))
    }
    try store.transaction { try MigrationHistory.remove(id, in: $0) }
  }

  /// Settles a migration that was begun outside a transaction and never heard of again.
  ///
  /// `isApplied`: whether its change is in the database; otherwise it is pending again.
  ///
  /// - Throws: `Diagnostic` when there is no such migration in doubt.
  package func resolve(_ id: String, isApplied: Bool) throws {
    try store.transaction { session in
      let record = try MigrationHistory.read(from: session).first { $0.id == id }
      guard record?.manner == .begun else {
        throw Diagnostic(
          .migrationCertain, "the migration '\(id)' is not in doubt",
          help: "see what is with 'seedbed migrate status'")
      }
      if isApplied {
        try MigrationHistory.complete(id, at: now(), in: session)
      } else {
        try MigrationHistory.remove(id, in: session)
      }
    }
  }
}

extension Diagnostic.Code {
  /// A migration of which there is nothing to be settled.
  package static let migrationCertain = Self("migration.certain", .usage)
}

package import SeedbedCore
package import SeedbedStore

/// How far a run of migrations got.
package struct MigrationOutcome: Sendable {
  package struct Done: Sendable, Hashable {
    package let id: String
    package let manner: AppliedMigration.Manner
    package let steps: [String]
  }

  /// What this run put into the history, in order.
  package var done: [Done] = []
  /// How many were in the history before.
  package var alreadyApplied = 0
  /// What stopped the run, with nothing kept of the migration it happened in.
  package var failure: Diagnostic?

  package init() {}
}

/// Applies migrations, each in one transaction with its history row.
package struct MigrationRun {
  let store: any Store
  let now: () -> Timestamp

  /// `now`: the time the history records.
  package init(on store: any Store, now: @escaping () -> Timestamp) {
    self.store = store
    self.now = now
  }

  /// Applies what is pending.
  ///
  /// `confirmation`: the name of a database without the test mark whose records may be dropped.
  ///
  /// - Throws: before anything is changed, `Diagnostics` when files and history do not agree, and `Diagnostic`
  ///   when a step would drop a collection with records of a database without the test mark.
  package func apply(
    _ migrations: [Migration], confirmation: String? = nil,
    progress: (Migration) -> Void = { _ in }
  ) throws -> MigrationOutcome {
    let history = try store.read { try MigrationHistory.read(from: $0) }
    let plan = MigrationPlan(for: migrations, after: history)
    try plan.problems.throwIfAny()
    let protected = try protectedName(plan.pending, confirmation)
    if let protected {
      var ahead = plan
      try store.read { try ahead.lookUp(in: $0, protecting: protected) }
      if let refusal = ahead.refusal, refusal.code == .migrationLosesRecords { throw refusal }
    }
    var outcome = MigrationOutcome()
    outcome.alreadyApplied = history.count
    for migration in plan.pending {
      progress(migration)
      do {
        outcome.done.append(try apply(migration, among: migrations, protecting: protected))
      } catch {
        outcome.failure = failure(of: migration, error)
        break
      }
    }
    return outcome
  }

  private func failure(of migration: Migration, _ error: any Error) -> Diagnostic {
    if let known = error as? Diagnostic, known.location != nil { return known }
    return Diagnostic(
      .migrationStepFailed, "\(migration.id) could not be kept",
      help: "nothing of it was changed; mend the cause, then run again",
      at: migration.steps.first?.location, cause: String(describing: error))
  }

  /// The name of a database whose records no step may drop; nil where none is dropped or they may go, or there are
  /// none.
  private func protectedName(
    _ pending: [Migration], _ confirmation: String?
  ) throws -> String? {
    guard pending.contains(where: { $0.steps.contains { $0.droppedCollection != nil } }),
      try !TestMark.allowsChanges(of: store, confirmation: confirmation)
    else { return nil }
    let holdsRecords = try store.read { session in
      try session.collectionNames().contains { name in
        try session.hidesRows(of: name)
          || !session.rows("SELECT 1 AS one FROM \(SQLText.identifier(name)) LIMIT 1").isEmpty
      }
    }
    return holdsRecords ? store.name : nil
  }

  private func apply(
    _ migration: Migration, among migrations: [Migration], protecting protected: String?
  ) throws -> MigrationOutcome.Done {
    let step = migration.steps.first { $0.isAlone }
    let alone = step?.sql(for: store.engine)
    let recorded = try store.transaction(.structure) { session in
      var manner = try self.manner(of: migration, among: migrations, in: session)
      if manner == .applied, alone != nil { manner = .begun }
      if manner == .applied {
        let run = StepRun(session, store.engine, isTakingBack: false)
        for step in migration.steps {
          if let protected, let lost = try step.lost(among: migrations, in: session) {
            throw step.refusal(of: migration.id, since: lost, from: protected)
          }
          try run.perform(step, of: migration.id)
        }
      }
      try MigrationHistory.record(
        migration.id, migration.checksum, manner, at: now(), in: session)
      return manner
    }
    if recorded == .begun, let step, let alone { try runAlone(alone, step, of: migration) }
    let isMade = recorded == .applied || recorded == .begun
    return MigrationOutcome.Done(
      id: migration.id, manner: recorded == .begun ? .applied : recorded,
      steps: isMade ? migration.steps.map(\.summary) : [])
  }

  /// The history says that it is begun before, and that it is made after.
  private func runAlone(
    _ sql: String, _ step: Migration.Step, of migration: Migration
  ) throws {
    do {
      do {
        try store.runAlone(sql)
      } catch let failure as ScriptFailure {
        try store.transaction { try MigrationHistory.remove(migration.id, in: $0) }
        throw step.failure(of: migration.id, failure, on: store.engine)
      }
      try store.transaction { try MigrationHistory.complete(migration.id, at: now(), in: $0) }
    } catch let failure as Diagnostic where failure.code == .migrationStepFailed {
      throw failure
    } catch {
      throw Diagnostic(
        .migrationStepFailed, "\(migration.id) failed outside a transaction",
        help: """
          part of it may have been made: see what is in the database, then say so with 'seedbed migrate \
          resolve \(migration.id) --applied', or have it made again with '--pending'
          """, at: migration.steps.first?.location, cause: String(describing: error))
    }
  }

  private func manner(
    of migration: Migration, among migrations: [Migration], in session: any StoreSession
  ) throws -> AppliedMigration.Manner {
    for requirement in migration.requirements
    where try !requirement.condition.holds(in: session) {
      switch requirement.otherwise {
      case .skip: return .skipped
      case .adopt:
        var structure = StructureCheck()
        for earlier in migrations where earlier.id <= migration.id { structure.follow(earlier) }
        try Adoption.check(migration, expecting: structure.schema, in: session)
        return .adopted
      case .fail: throw requirement.refusal(of: migration.id)
      }
    }
    return .applied
  }
}

extension Migration.Step {
  /// The records that go with the collection a step drops, under whichever name it was filled; not those of one
  /// that these migrations make.
  fileprivate func lost(
    among migrations: [Migration], in session: any StoreSession
  ) throws -> LostRecords? {
    guard let name = droppedCollection,
      !migrations.contains(where: { $0.steps.contains { $0.newCollection == name } })
    else { return nil }
    return try LostRecords(by: .dropCollection(name), in: session)
  }
}

extension Migration.Requirement.Condition {
  func holds(in session: any StoreSession) throws -> Bool {
    switch self {
    case .table(let name): try session.hasCollection(name)
    case .noTable(let name): try !session.hasCollection(name)
    }
  }
}

extension Migration.Requirement {
  /// What a migration is told whose condition does not hold.
  func refusal(of migration: String) -> Diagnostic {
    let words =
      switch condition {
      case .table(let name): "there is no collection \(name)"
      case .noTable(let name): "there is a collection \(name) already"
      }
    return Diagnostic(
      .migrationRequirement, "\(migration) cannot run: \(words)", help: "nothing was changed",
      at: location)
  }
}

extension Diagnostic.Code {
  /// A requirement that does not hold.
  package static let migrationRequirement = Self("migration.requirement", .runFailed)
  /// A step the database refused.
  package static let migrationStepFailed = Self("migration.step-failed", .runFailed)
}

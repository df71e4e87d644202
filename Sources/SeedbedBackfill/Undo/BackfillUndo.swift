package import SeedbedCore
package import SeedbedStore

/// Takes back what a run loaded, save what was changed since.
///
/// It goes batch by batch, the last first. Rows and what is remembered of them change in one transaction, so
/// an undo that was killed is finished by running it again. What was read of the files is forgotten first:
/// a further backfill reads them again, whenever that is.
package struct BackfillUndo {
  private let store: any Store
  private let lock: any RunnerLock
  private let now: () -> Timestamp

  package init(on store: any Store, lock: any RunnerLock, now: @escaping () -> Timestamp) {
    self.store = store
    self.lock = lock
    self.now = now
  }

  /// What undoing a run would do; changes nothing.
  ///
  /// - Throws: `backfill.run` when the run is not known or nothing is known of its rows.
  package static func preview(_ id: String, on store: any Store) throws -> UndoOutcome {
    try store.read { session in
      let undo = try Undo(id, session)
      var outcome = undo.outcome(isDryRun: true)
      if try TestMark.name(in: session) == nil { outcome.confirmation = store.name }
      var review = undo.review(in: session)
      for batch in try undo.batches(in: session) {
        let decision = try review.decision(for: batch, children: undo.children(withOwn: false))
        outcome.removed += decision.remove.count
        outcome.restored += decision.restore.count
        outcome.gone += decision.gone
        for (origin, reason) in decision.keep { outcome.keep(origin, in: batch.file, reason) }
      }
      return outcome
    }
  }

  /// Undoes a run.
  ///
  /// - Throws: as `preview`.
  package func undo(_ id: String) throws -> UndoOutcome {
    let (undo, batches) = try store.transaction(.structure) { session in
      try lock.renew(in: session, at: now())
      try BackfillTables.ensure(in: session)
      let undo = try Undo(id, session)
      try undo.begin(in: session)
      return (undo, try undo.batches(in: session))
    }
    var outcome = undo.outcome(isDryRun: false)
    for batch in batches {
      outcome = try store.transaction { session in
        try lock.renew(in: session, at: now())
        var next = outcome
        try undo.undo(batch, into: &next, in: session)
        return next
      }
      Failpoint.hit(.undone)
    }
    let state: BackfillRuns.State = outcome.keptCount == 0 ? .undone : .partlyUndone
    try store.transaction { try BackfillRuns.set(state, of: id, in: $0) }
    return outcome
  }
}

/// A run that is being undone.
private struct Undo {
  let run: BackfillRuns.Run
  let runs: RunList
  let schema: CollectionSchema
  let columns: LoadedColumns
  private let all: Schema

  init(_ id: String, _ session: any StoreSession) throws {
    runs = try RunList(of: session)
    run = try runs.named(id)
    all = try session.schema()
    guard let schema = all[run.target], !schema.primaryKey.isEmpty else {
      throw Diagnostic(
        .backfillRun, "\(run.target), which \(id) filled, is gone or has no primary key",
        help: "its rows cannot be told from others")
    }
    guard let columns = try LoadedColumns.recorded(by: run, in: schema) else {
      throw Diagnostic(
        .backfillRun,
        "whether rows of \(id) were changed cannot be told: columns it filled are gone, or nothing "
          + "was remembered", help: "remove them with SQL, once you know which they are")
    }
    self.schema = schema
    self.columns = columns
  }

  func outcome(isDryRun: Bool) -> UndoOutcome {
    UndoOutcome(run: run.id, backfill: run.backfill, target: run.target, isDryRun: isDryRun)
  }

  func review(in session: any StoreSession) -> UndoReview {
    UndoReview(run: run, runs: runs, schema: schema, columns: columns, session: session)
  }

  /// From the last to the first.
  func batches(in session: any StoreSession) throws -> [BackfillBatches.Batch] {
    try BackfillBatches.all(of: run.id, in: session).reversed()
  }

  /// What refers to the collection.
  ///
  /// `withOwn`: whether its own columns count.
  func children(withOwn: Bool) -> [KeyedRows.Child] {
    all.names.compactMap { all[$0] }.flatMap { child in
      child.columns.compactMap { column -> KeyedRows.Child? in
        guard let reference = column.references, reference.collection == schema.name,
          withOwn || child.name != schema.name
        else { return nil }
        return KeyedRows.Child(
          collection: child.name, column: column.name, parentColumn: reference.column)
      }
    }
  }

  /// Forgets how far the files were read, so that what goes can come again.
  func begin(in session: any StoreSession) throws {
    try BackfillFiles.forget(loadedBy: run.id, of: run.backfill, in: session)
    try BackfillRejects.remove(loadedBy: run.id, of: run.backfill, in: session)
    try BackfillRuns.set(.undoing, of: run.id, in: session)
  }

  func undo(
    _ batch: BackfillBatches.Batch, into outcome: inout UndoOutcome, in session: any StoreSession
  ) throws {
    var review = review(in: session)
    var decision = try review.decision(for: batch, children: children(withOwn: false))
    let refused = try restore(decision.restore, in: session)
    let referring = try remove(decision.remove, in: session)
    for origin in decision.settled {
      if refused.contains(origin.key) { decision.keep.append((origin, .refused)) }
      if referring.contains(origin.key) { decision.keep.append((origin, .referred)) }
    }
    let removed = decision.remove.count - referring.count
    let restored = decision.restore.count - refused.count
    outcome.removed += removed
    outcome.restored += restored
    outcome.gone += decision.gone
    var left = RowOriginList()
    decision.keep.sort { $0.origin.number < $1.origin.number }
    for (origin, reason) in decision.keep {
      outcome.keep(origin, in: batch.file, reason)
      left.append(origin)
    }
    try BackfillBatches.update(batch, origins: left.bytes, count: left.count, in: session)
    try BackfillRuns.add(undone: removed + restored, to: run.id, in: session)
  }

  /// - Returns: the keys of rows the database would not write over.
  private func restore(
    _ rows: [[UInt8]: UndoDecision.Old], in session: any StoreSession
  ) throws -> Set<[UInt8]> {
    var refused: Set<[UInt8]> = []
    let groups = Dictionary(grouping: rows) { $0.value.columns }
    for (columns, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let ordered = group.sorted { UndoReview.isBefore($0.key, $1.key) }
      var batch = RowBatch(columnCount: columns.count)
      for (_, old) in ordered { for value in old.values { batch.append(value) } }
      let outcome = try session.insert(
        batch, into: InsertTarget(schema: schema, columns: columns, conflict: .update))
      refused.formUnion(outcome.refused.map { ordered[$0.row].key })
    }
    return refused
  }

  /// Takes rows away, those first that no row of the same collection refers to.
  ///
  /// - Returns: the keys of rows that rows which stay refer to.
  private func remove(
    _ keys: Set<[UInt8]>, in session: any StoreSession
  ) throws -> Set<[UInt8]> {
    let rows = KeyedRows(of: schema)
    let own = children(withOwn: true).filter { $0.collection == schema.name }
    var open = keys
    while !open.isEmpty {
      let order = open.sorted(by: UndoReview.isBefore)
      let referred = try rows.referred(among: order, from: own, in: session)
      if referred.count == open.count { break }
      _ = try rows.remove(order.filter { !referred.contains($0) }, in: session)
      open = referred
    }
    return open
  }
}

package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// What a replay did.
package struct ReplayOutcome: Sendable {
  package let backfill: String
  package let target: String
  package let run: String
  /// Of the records that were tried again; those that are rejected once more are still open.
  package var counts = BackfillCounts()
  /// The first that are still open.
  package var rejects: [Reject] = []
  package var failure: Diagnostic?
}

/// Sends the open rejects of a backfill through today's mapping.
///
/// The records are read from their files again, at the places they had. One that is loaded, present or filtered
/// now moves from the rejected to its new place in the counters of its file, and is no longer open.
package struct RejectReplay {
  private let store: any Store
  private let lock: any RunnerLock
  private let confirmation: String?
  private let now: () -> Timestamp

  /// `confirmation`: the name of a database without the test mark whose records may be replaced.
  package init(
    on store: any Store, lock: any RunnerLock, confirmation: String? = nil,
    now: @escaping () -> Timestamp
  ) {
    self.store = store
    self.lock = lock
    self.confirmation = confirmation
    self.now = now
  }

  /// - Throws: `Diagnostics` for a mapping that does not fit the source.
  package func replay(_ plan: BackfillPlan) throws -> ReplayOutcome {
    let plan = try plan.writing(to: store, confirmation: confirmation)
    let run = try store.transaction(.structure) { session in
      try lock.renew(in: session, at: now())
      try BackfillTables.ensure(in: session)
      return try BackfillRuns.begin(.init(of: plan), state: .running, at: now(), in: session)
    }
    var outcome = ReplayOutcome(
      backfill: plan.specification.name, target: plan.schema.name, run: run)
    do {
      let files = try store.read { session in
        let known = try KnownSources(of: plan.specification, in: session)
        return try plan.files.compactMap { try known.identified($0, among: plan.files) }
      }
      for file in files { try replay(file, of: plan, into: &outcome) }
    } catch let problem as Diagnostic {
      outcome.failure = problem
    }
    let state: BackfillRuns.State = outcome.failure == nil ? .replayed : .failed
    try store.transaction { try BackfillRuns.end(run, as: state, at: now(), in: $0) }
    return outcome
  }

  private func replay(
    _ file: SourceFile, of plan: BackfillPlan, into outcome: inout ReplayOutcome
  ) throws {
    let open = try store.read { session in
      let name = plan.specification.name
      // A run that read all again and was stopped goes on with the others.
      let end = try FileProgress.read(of: file.name, in: name, from: session)?.checkpoint.number
      return try BackfillRejects.open(of: file.name, in: name, session)
        .filter { $0.key <= end ?? Int.max }
    }
    guard let last = open.keys.max() else { return }
    var reader = try SourceReading.reader(of: file, as: plan.specification.source)
    let intake = try RecordIntake(
      of: file, mapper: RecordMapper(for: plan, names: reader.fieldNames), for: plan)
    let digest = try PrefixDigest(of: file, as: plan.specification.source)
    var batch = PendingBatch(columnCount: plan.columns.count)
    var tried: [Int: RecordPlace] = [:]
    var record = SourceRecord()
    while try reader.next(into: &record), record.number <= last {
      guard let checksum = open[record.number] else { continue }
      try check(record, of: file, against: checksum, digest)
      tried[record.number] = record.place
      intake.take(record, into: &batch)
      if batch.isFull || batch.counts.read >= 10_000 {
        try commit(&batch, &tried, of: file, plan, digest, into: &outcome)
      }
    }
    try commit(&batch, &tried, of: file, plan, digest, into: &outcome)
  }

  private func check(
    _ record: SourceRecord, of file: SourceFile, against checksum: String, _ digest: PrefixDigest
  ) throws {
    let bytes = try digest.bytes(at: record.offset, count: record.length)
    guard checksum.isEmpty || Checksum(of: bytes).description == checksum else {
      throw Diagnostic(
        .backfillChanged,
        "record \(record.number) of \(file.path) is not the one that was rejected",
        help: "put the file back; what was replayed before it is kept")
    }
  }

  private func commit(
    _ batch: inout PendingBatch, _ tried: inout [Int: RecordPlace], of file: SourceFile,
    _ plan: BackfillPlan, _ digest: PrefixDigest, into outcome: inout ReplayOutcome
  ) throws {
    guard batch.counts.read > 0 else { return }
    let (pending, places) = (batch, tried)
    let attempt = BackfillAttempts.Replay(
      of: plan.specification.name, file: file.name, run: outcome.run,
      mapping: plan.specification.checksum, at: now())
    let (made, refused) = try store.transaction { session in
      try lock.renew(in: session, at: now())
      return try Self.write(pending, places, as: attempt, plan, digest, in: session)
    }
    Failpoint.hit(.replayed)
    outcome.counts = outcome.counts + made
    outcome.rejects.list(refused)
    batch.removeAll()
    tried.removeAll()
  }

  private static func write(
    _ batch: PendingBatch, _ tried: [Int: RecordPlace], as replay: BackfillAttempts.Replay,
    _ plan: BackfillPlan, _ digest: PrefixDigest, in session: any StoreSession
  ) throws -> (BackfillCounts, [Reject]) {
    let specification = plan.specification
    var made = batch.counts
    var refused = batch.rejects
    var results = tried.mapValues { _ in BackfillAttempts.Result.filtered }
    for place in batch.places { results[place.number] = .loaded }
    var left: Set<Int> = []
    if !batch.rows.isEmpty {
      let result = try RowWriter(for: plan).write(
        batch, of: replay.file, run: replay.run, in: session)
      made.loaded = result.loaded
      made.present = result.presentRows.count
      made.rejected += result.refusals.count
      refused += result.refusals.map { $0.reject(at: batch.places, of: replay.file) }
      for row in result.presentRows { results[batch.places[row].number] = .present }
      left = result.refused
    }
    for reject in refused { results[reject.number] = .rejected }
    let ordered = results.sorted { $0.key < $1.key }.map { (number: $0.key, result: $0.value) }
    for (number, _) in ordered {
      try BackfillAttempts.keepFirstReason(of: number, before: replay, in: session)
    }
    try BackfillAttempts.write(
      ordered, of: replay,
      reasons: Dictionary(refused.map { ($0.number, $0) }, uniquingKeysWith: { $1 }), in: session)
    try BackfillRejects.write(refused, of: specification.name, run: replay.run, in: session) {
      try digest.raw(of: $0, for: specification)
    }
    for (number, result) in ordered where result != .rejected {
      try BackfillRejects.settle(
        number, of: replay.file, in: specification.name, as: result, session)
    }
    try count(made, batch.rows, without: left, of: replay.file, plan, in: session)
    try BackfillRuns.add(made, to: replay.run, in: session)
    return (made, refused)
  }

  /// Moves the records in the counters of their file.
  private static func count(
    _ made: BackfillCounts, _ rows: RowBatch, without left: Set<Int>, of file: String,
    _ plan: BackfillPlan, in session: any StoreSession
  ) throws {
    guard
      var progress = try FileProgress.read(
        of: file, in: plan.specification.name, from: session)
    else { return }
    progress.addSums(of: rows, without: left, plan)
    progress.counts.loaded += made.loaded
    progress.counts.present += made.present
    progress.counts.filtered += made.filtered
    progress.counts.rejected -= made.read - made.rejected
    guard made.isConserved, progress.counts.isConserved, progress.counts.rejected >= 0 else {
      throw Diagnostic(
        .backfillConservation, "the replay lost count of \(file)",
        help: "nothing of it was kept; please report this")
    }
    try progress.write(in: session)
  }
}

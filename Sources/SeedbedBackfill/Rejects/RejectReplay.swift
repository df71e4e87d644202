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
      return try RunRecord.begin(plan, state: RunRecord.running, at: now(), in: session)
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
    let state = outcome.failure == nil ? RunRecord.replayed : "failed"
    try store.transaction { session in
      _ = try session.execute(
        "UPDATE seedbed_backfill_runs SET state = $2, ended_at = $3 WHERE id = $1",
        [.text(run), .text(state), .timestamp(now())])
    }
    return outcome
  }

  private func replay(
    _ file: SourceFile, of plan: BackfillPlan, into outcome: inout ReplayOutcome
  ) throws {
    let open = try store.read { session in
      let name = plan.specification.name
      // A run that read all again and was stopped goes on with the others.
      let end = try FileProgress.read(of: file.name, in: name, from: session)?.checkpoint.number
      return try RejectTable.open(of: file.name, name, in: session)
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
    let (pending, places, run) = (batch, tried, outcome.run)
    let (made, refused) = try store.transaction { session in
      try lock.renew(in: session, at: now())
      return try Self.write(
        pending, places, of: file, plan, digest, run: run, at: now(), in: session)
    }
    Failpoint.hit(.replayed)
    outcome.counts = outcome.counts + made
    outcome.rejects += refused.prefix(max(0, 20 - outcome.rejects.count))
    batch.removeAll()
    tried.removeAll()
  }

  private static func write(
    _ batch: PendingBatch, _ tried: [Int: RecordPlace], of file: SourceFile, _ plan: BackfillPlan,
    _ digest: PrefixDigest, run: String, at now: Timestamp, in session: any StoreSession
  ) throws -> (BackfillCounts, [Reject]) {
    let specification = plan.specification
    var made = batch.counts
    var refused = batch.rejects
    var results = Dictionary(uniqueKeysWithValues: tried.keys.map { ($0, "filtered") })
    for place in batch.places { results[place.number] = "loaded" }
    var left: Set<Int> = []
    if !batch.rows.isEmpty {
      let result = try RowWriter(for: plan).write(batch, of: file.name, run: run, in: session)
      made.loaded = result.loaded
      made.present = result.presentRows.count
      made.rejected += result.refusals.count
      refused += result.refusals.map { $0.reject(at: batch.places, of: file.name) }
      for row in result.presentRows { results[batch.places[row].number] = "present" }
      left = result.refused
    }
    for reject in refused { results[reject.number] = "rejected" }
    try keepFirstReasons(of: tried, file.name, specification, at: now, in: session)
    let reasons = Dictionary(refused.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    try AttemptTable.write(
      results.sorted { $0.key < $1.key }.map { number, result in
        AttemptTable.Attempt(
          file: file.name, number: number, run: run, at: now,
          mapping: specification.checksum.description, result: result, reject: reasons[number])
      }, of: specification.name, in: session)
    try RejectTable.write(
      refused, of: specification, run: run,
      bytes: { try digest.bytes(at: $0.offset, count: $0.length) },
      lines: { reject, start in
        guard specification.source.hasLines else { return 1 }
        return try digest.lines(at: reject.offset, count: reject.length, after: start)
      }, in: session)
    for (number, result) in results.sorted(by: { $0.key < $1.key }) where result != "rejected" {
      try session.execute(
        """
        UPDATE seedbed_backfill_rejects SET settled = $4
        WHERE backfill = $1 AND file = $2 AND record_number = $3
        """,
        [.text(specification.name), .text(file.name), .int(Int64(number)), .text(result)])
    }
    try count(made, batch.rows, without: left, of: file, plan, in: session)
    try BackfillTables.add(made, to: run, in: session)
    return (made, refused)
  }

  /// Before the first replay of a reject, why it was set aside becomes its first attempt.
  private static func keepFirstReasons(
    of tried: [Int: RecordPlace], _ file: String, _ specification: BackfillSpecification,
    at now: Timestamp, in session: any StoreSession
  ) throws {
    for number in tried.keys.sorted() {
      try session.execute(
        """
        INSERT INTO seedbed_backfill_attempts (backfill, file, record_number, run, at, mapping, result,
          code, field, message)
        SELECT r.backfill, r.file, r.record_number, r.run, coalesce(s.started_at, $4),
          coalesce(s.mapping, ''), 'rejected', r.code, r.field, r.message
        FROM seedbed_backfill_rejects r LEFT JOIN seedbed_backfill_runs s ON s.id = r.run
        WHERE r.backfill = $1 AND r.file = $2 AND r.record_number = $3 AND NOT EXISTS (
          SELECT 1 FROM seedbed_backfill_attempts a
          WHERE a.backfill = $1 AND a.file = $2 AND a.record_number = $3)
        """,
        [.text(specification.name), .text(file), .int(Int64(number)), .timestamp(now)])
    }
  }

  /// Moves the records in the counters of their file.
  private static func count(
    _ made: BackfillCounts, _ rows: RowBatch, without left: Set<Int>, of file: SourceFile,
    _ plan: BackfillPlan, in session: any StoreSession
  ) throws {
    guard
      var progress = try FileProgress.read(
        of: file.name, in: plan.specification.name, from: session)
    else { return }
    progress.addSums(of: rows, without: left, plan)
    progress.counts.loaded += made.loaded
    progress.counts.present += made.present
    progress.counts.filtered += made.filtered
    progress.counts.rejected -= made.read - made.rejected
    guard made.isConserved, progress.counts.isConserved, progress.counts.rejected >= 0 else {
      throw Diagnostic(
        .backfillConservation, "the replay lost count of \(file.name)",
        help: "nothing of it was kept; please report this")
    }
    try progress.write(in: session)
  }
}

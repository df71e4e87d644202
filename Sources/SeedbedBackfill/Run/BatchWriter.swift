import SeedbedCore
import SeedbedFormats
import SeedbedStore
import Synchronization

/// Commits the batches of one file, each with everything that is known of it.
final class BatchWriter: Sendable {
  /// What is known after a batch.
  struct Committed: Sendable {
    let progress: FileProgress
    /// Of the batch.
    let counts: BackfillCounts
    let rejects: [Reject]
  }

  let store: any Store
  let lock: any RunnerLock
  let now: @Sendable () -> Timestamp
  private let plan: BackfillPlan
  private let start: Resumption.Start
  private var file: SourceFile { start.file }
  private let digest: Mutex<PrefixDigest>
  private let run: String
  private let hasKey: Bool
  private let rejectedElsewhere: @Sendable (any StoreSession) throws -> Int
  private let toReread: Set<String>

  /// `hasKey`: whether the collection keeps its keys apart meanwhile.
  /// `rejectedElsewhere`: rejects of the backfill's other files; the limit is for all.
  /// `toReread`: other files that are read again later, so that the rejects they have do not count.
  init(
    plan: BackfillPlan, start: Resumption.Start, run: String, store: any Store,
    lock: any RunnerLock, now: @escaping @Sendable () -> Timestamp, hasKey: Bool,
    rejectedElsewhere: @escaping @Sendable (any StoreSession) throws -> Int,
    toReread: Set<String>
  ) throws {
    self.plan = plan
    self.start = start
    digest = Mutex(
      try PrefixDigest(of: start.file, as: plan.specification.source, after: start.consumed))
    self.run = run
    self.hasKey = hasKey
    self.store = store
    self.lock = lock
    self.now = now
    self.rejectedElsewhere = rejectedElsewhere
    self.toReread = toReread
  }

  /// Writes a batch in one transaction.
  ///
  /// `progress`: what was known before it.
  /// `checkpoint`: where its last record ends.
  /// `isLast`: whether the file ends there.
  func commit(
    _ batch: PendingBatch, after progress: FileProgress, at checkpoint: SourceCheckpoint,
    isLast: Bool
  ) throws -> Committed {
    let (prefix, head) = try digest.withLock { digest in
      try digest.advance(to: checkpoint.offset)
      return (digest.checksum, digest.consumed.head)
    }
    let writer = RowWriter(for: plan, hasKey: hasKey)
    // The store may run this again, so it begins from what is known before it each time.
    let committed = try store.transaction { session in
      try lock.renew(in: session, at: now())
      if start.forgets == .rows, progress.checkpoint == .start {
        try ProvenanceTable.forget(file: file.name, of: progress.backfill, in: session)
      }
      var next = progress
      next.checkpoint = checkpoint
      next.prefix = prefix
      next.head = head
      var made = batch.counts
      var refused = batch.rejects
      if !batch.rows.isEmpty {
        let result = try writer.write(batch, of: file.name, run: run, in: session)
        Failpoint.hit(.rows)
        made.loaded = result.loaded
        made.present = result.presentRows.count
        made.rejected += result.refusals.count
        refused += result.refusals.map { $0.reject(at: batch.places, of: file.name) }
        refused.sort { $0.number < $1.number }
        next.addSums(of: batch.rows, without: result.refused, plan)
      }
      next.counts = progress.counts + made
      try checkConservation(made, next.counts, checkpoint)
      try RejectTable.remove(
        of: progress, to: isLast ? Int.max : checkpoint.number, in: session)
      try RejectTable.write(
        refused, of: plan.specification, run: run,
        bytes: { reject in
          try digest.withLock { try $0.bytes(at: reject.offset, count: reject.length) }
        }, lines: lines, in: session)
      Failpoint.hit(.rejects)
      try next.write(in: session)
      try checkRejects(refused, total: next.counts.rejected, in: session)
      Failpoint.hit(.progress)
      try BackfillTables.add(made, to: run, in: session)
      Failpoint.hit(.counters)
      return Committed(progress: next, counts: made, rejects: refused)
    }
    Failpoint.hit(.committed)
    return committed
  }

  /// Whether the end of the file has something to commit, though no record is left.
  func isOwed(after progress: FileProgress) throws -> Bool {
    if start.forgets != .nothing, progress.checkpoint == .start { return true }
    return try store.read { try RejectTable.hasRejects(beyond: progress, in: $0) }
  }

  /// Whether what was committed ends inside a line.
  var endsInLine: Bool {
    digest.withLock { digest in
      digest.consumed.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? false
    }
  }

  /// One record of a source whose records are lines may take many, such as behind a quote that is not closed.
  private func lines(of reject: Reject, _ start: [UInt8]) throws -> Int {
    guard plan.specification.source.hasLines else { return 1 }
    return try digest.withLock {
      try $0.lines(at: reject.offset, count: reject.length, after: start)
    }
  }

  private func checkRejects(
    _ refused: [Reject], total: Int, in session: any StoreSession
  ) throws {
    guard let bound = RejectBound(plan.specification.rejectLimit) else { return }
    let rejected = try rejectedElsewhere(session) + total
    let extra = try RejectTable.extraLines(
      of: plan.specification.name, without: toReread, in: session)
    guard rejected + extra > bound.count else { return }
    throw bound.exceeded(
      by: rejected, onLines: extra, of: plan.specification, kept: "nothing of this batch was kept",
      first: refused.first)
  }

  private func checkConservation(
    _ made: BackfillCounts, _ totals: BackfillCounts, _ checkpoint: SourceCheckpoint
  ) throws {
    guard made.isConserved, totals.isConserved, totals.read == checkpoint.number else {
      throw Diagnostic(
        .backfillConservation,
        "\(plan.specification.name) lost count of \(file.name): \(totals.read) read, "
          + "\(totals.loaded) loaded, \(totals.present) present, \(totals.filtered) filtered, "
          + "\(totals.rejected) rejected, at record \(checkpoint.number)",
        help: "nothing of this batch was kept; please report this")
    }
  }
}

extension FileProgress {
  /// Of a column over the records kept; nil where some of them were kept before a check asked for it.
  func sum(of column: String) -> ExactDecimal? {
    let hasKept = counts.loaded + counts.present > 0
    return sums[column] ?? (hasKept ? nil : ExactDecimal(unscaled: 0, scale: 0))
  }

  /// Adds up the columns that checks sum, before the rows are counted; a sum that misses rows is not kept.
  mutating func addSums(of rows: RowBatch, without left: Set<Int>, _ plan: BackfillPlan) {
    let before = self
    sums = [:]
    for name in plan.specification.summedColumns {
      guard let column = plan.columns.firstIndex(where: { $0.name == name }),
        var sum = before.sum(of: name)
      else { continue }
      for row in 0..<rows.count where !left.contains(row) {
        guard let number = rows.number(of: row, column), let next = sum.adding(number) else {
          continue
        }
        sum = next
      }
      sums[name] = sum
    }
  }
}

extension BackfillSpecification {
  /// The columns that checks sum.
  var summedColumns: [String] {
    checks.reduce(into: []) { names, check in
      if case .sum(let name) = check.subject, !names.contains(name) { names.append(name) }
    }
  }
}

extension RowBatch {
  /// The exact number a cell holds, or nil.
  func number(of row: Int, _ column: Int) -> ExactDecimal? {
    let cell = self[row, column]
    return switch cell.kind {
    case .int: ExactDecimal(unscaled: Int128(cell.payload), scale: 0)
    case .text: ExactDecimal(ascii: content(of: cell))
    case .null, .float, .bytes: nil
    }
  }
}

extension Diagnostic.Code {
  /// `read = loaded + present + filtered + rejected` does not hold.
  static let backfillConservation = Self("backfill.conservation", .runFailed)
}

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

  private let context: LoadContext
  private var plan: BackfillPlan { context.plan }
  private let start: Resumption.Start
  private var file: SourceFile { start.file }
  private let digest: Mutex<PrefixDigest>
  private let others: OtherFiles

  init(_ start: Resumption.Start, beside others: OtherFiles, in context: LoadContext) throws {
    self.context = context
    self.start = start
    self.others = others
    digest = Mutex(
      try PrefixDigest(
        of: start.file, as: context.plan.specification.source, after: start.consumed))
  }

  /// Says that the run still lives.
  func renewLock() throws {
    try context.store.transaction { try context.lock.renew(in: $0, at: context.now()) }
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
    // The store may run this again, so it begins from what is known before it each time.
    let committed = try context.store.transaction { session in
      try context.lock.renew(in: session, at: context.now())
      if start.forgets == .rows, progress.checkpoint == .start {
        try BackfillBatches.forget(file: file.name, of: progress.backfill, in: session)
      }
      var next = progress
      next.checkpoint = checkpoint
      next.prefix = prefix
      next.head = head
      let (made, refused) = try writeRows(of: batch, addingTo: &next, in: session)
      try checkConservation(made, next.counts, checkpoint)
      try BackfillRejects.remove(
        after: progress.checkpoint.number, to: isLast ? Int.max : checkpoint.number,
        of: progress.file, in: progress.backfill, session)
      try BackfillRejects.write(
        refused, of: progress.backfill, run: context.run, in: session
      ) { reject in
        try digest.withLock { try $0.raw(of: reject, for: plan.specification) }
      }
      Failpoint.hit(.rejects)
      try next.write(in: session)
      try checkRejects(refused, total: next.counts.rejected, in: session)
      Failpoint.hit(.progress)
      try BackfillRuns.add(made, to: context.run, in: session)
      Failpoint.hit(.counters)
      return Committed(progress: next, counts: made, rejects: refused)
    }
    Failpoint.hit(.committed)
    return committed
  }

  /// - Returns: what became of the records, and those that are rejects.
  private func writeRows(
    of batch: PendingBatch, addingTo progress: inout FileProgress, in session: any StoreSession
  ) throws -> (BackfillCounts, [Reject]) {
    var made = batch.counts
    var refused = batch.rejects
    if !batch.rows.isEmpty {
      let result = try RowWriter(for: plan, hasKey: context.hasKey)
        .write(batch, of: file.name, run: context.run, in: session)
      Failpoint.hit(.rows)
      made.loaded = result.loaded
      made.present = result.presentRows.count
      made.rejected += result.refusals.count
      refused += result.refusals.map { $0.reject(at: batch.places, of: file.name) }
      refused.sort { $0.number < $1.number }
      progress.addSums(of: batch.rows, without: result.refused, plan)
    }
    progress.counts = progress.counts + made
    return (made, refused)
  }

  /// Whether the end of the file has something to commit, though no record is left.
  func isOwed(after progress: FileProgress) throws -> Bool {
    if start.forgets != .nothing, progress.checkpoint == .start { return true }
    return try context.store.read {
      try BackfillRejects.isAny(
        after: progress.checkpoint.number, of: progress.file, in: progress.backfill, $0)
    }
  }

  /// Whether what was committed ends inside a line.
  var endsInLine: Bool {
    digest.withLock { digest in
      digest.consumed.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? false
    }
  }

  private func checkRejects(
    _ refused: [Reject], total: Int, in session: any StoreSession
  ) throws {
    guard let bound = RejectBound(plan.specification.rejectLimit) else { return }
    let rejected = try others.rejected(session) + total
    let extra = try BackfillRejects.extraLines(
      of: plan.specification.name, without: others.toReread, in: session)
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

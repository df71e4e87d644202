import SeedbedCore
import SeedbedFormats
public import SeedbedStore

/// What a backfill would load, with the first rows; nothing is kept.
///
/// Each batch is written and taken back, so that the database has its say. A key that comes twice is seen
/// within a batch only.
public struct BackfillPreview: Sendable {
  /// How many rows are shown.
  private static let mostSamples = 5
  private static let mostRejects = 20

  public let backfill: String
  public let target: String
  /// The columns of the samples.
  public let columns: [String]
  public private(set) var counts = BackfillCounts()
  /// The first rows, as they would be written.
  public private(set) var samples: [[String]] = []
  public private(set) var rejects: [Reject] = []
  public private(set) var unmappedFields: [String] = []

  /// Reads what was not read yet.
  ///
  /// - Throws: as `BackfillRun.load(_:)`.
  public init(
    of plan: BackfillPlan, options: BackfillRun.Options, on store: any Store,
    progress: (BackfillRun.Progress) -> Void = { _ in }
  ) throws {
    backfill = plan.specification.name
    target = plan.schema.name
    columns = plan.columns.map(\.name)
    let begun = try Resumption(of: plan, restart: options.restart, on: store)
    let mappers = try BackfillRun.mappers(for: begun.files, of: plan)
    unmappedFields = BackfillRun.unmappedFields(of: mappers)
    try BackfillRun.refuse(unmappedFields, of: plan)
    if plan.specification.unmapped != .report { unmappedFields = [] }
    for (start, mapper) in zip(begun.files, mappers) where !start.isAtEnd {
      let intake = try RecordIntake(of: start.file, mapper: mapper, for: plan)
      var reader = try SourceReading.reader(
        of: start.file, as: plan.specification.source, at: start.progress.checkpoint)
      var batch = PendingBatch(columnCount: plan.columns.count)
      var record = SourceRecord()
      while try reader.next(into: &record) {
        intake.take(record, into: &batch)
        guard batch.counts.read >= options.batchSize || batch.isFull else { continue }
        try settle(&batch, of: start.file.name, plan, store)
        progress(
          .init(
            backfill: backfill, records: counts.read, bytes: reader.checkpoint.offset,
            totalBytes: plan.readableSize))
        if options.throttle.isInterrupted() {
          throw Diagnostic(.backfillInterrupted, "interrupted", help: "nothing was changed")
        }
      }
      try settle(&batch, of: start.file.name, plan, store)
    }
  }

  /// What a batch came to, on its way out of the transaction that is taken back.
  private struct TakenBack: Error {
    let outcome: InsertOutcome
  }

  private mutating func settle(
    _ batch: inout PendingBatch, of file: String, _ plan: BackfillPlan, _ store: any Store
  ) throws {
    var made = batch.counts
    var refused = batch.rejects
    if !batch.rows.isEmpty {
      let target = InsertTarget(schema: plan.schema, columns: columns, conflict: .keep)
      do {
        try store.transaction { throw TakenBack(outcome: try $0.insert(batch.rows, into: target)) }
      } catch let taken as TakenBack {
        var refusals = taken.outcome.refused.map {
          RowWriter.Refusal(row: $0.row, code: $0.code, column: nil, message: $0.message)
        }
        made.loaded = taken.outcome.written
        made.present = taken.outcome.present.count
        if plan.specification.replaces {
          made.loaded += taken.outcome.conflicting.count
        } else {
          refusals += taken.outcome.conflicting.map { RowWriter.Refusal(conflict: $0) }
        }
        made.rejected += refusals.count
        refused += refusals.map { $0.reject(at: batch.places, of: file) }
        show(batch.rows, without: Set(refusals.map(\.row)).union(taken.outcome.present))
      }
    }
    counts = counts + made
    rejects += refused.sorted { $0.number < $1.number }
      .prefix(max(0, Self.mostRejects - rejects.count))
    batch.removeAll()
  }

  private mutating func show(_ rows: RowBatch, without left: Set<Int>) {
    for row in 0..<rows.count where !left.contains(row) {
      if samples.count == Self.mostSamples { return }
      samples.append((0..<rows.columnCount).map { Self.text(of: rows[row, $0], in: rows) })
    }
  }

  private static func text(of cell: RowBatch.Cell, in rows: RowBatch) -> String {
    switch cell.kind {
    case .null: "null"
    case .int: String(cell.payload)
    case .float: String(Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .text: String(decoding: rows.content(of: cell), as: UTF8.self)
    case .bytes: "\(cell.length) bytes"
    }
  }
}

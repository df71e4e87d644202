import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// What backfills remember in the database they fill.
enum BackfillTables {
  static let runs = CollectionSchema(
    name: "seedbed_backfill_runs",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "backfill", type: .text),
      .init(name: "target", type: .text),
      .init(name: "state", type: .text),
      .init(name: "started_at", type: .timestamp),
      .init(name: "ended_at", type: .timestamp, isNullable: true),
    ] + counters + [
      .init(name: "specification", type: .text, isNullable: true),
      .init(name: "mapping", type: .text, isNullable: true),
      .init(name: "columns", type: .json, isNullable: true),
      .init(name: "undone", type: .bigint, isNullable: true),
    ])

  /// How far each file of a backfill has been consumed.
  static let files = CollectionSchema(
    name: "seedbed_backfill_files",
    columns: [
      .init(name: "backfill", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "mapping", type: .text),
      .init(name: "byte_offset", type: .bigint),
      .init(name: "record_number", type: .bigint),
      .init(name: "line", type: .bigint),
      .init(name: "prefix", type: .text),
      .init(name: "sums", type: .json),
      .init(name: "name_now", type: .text, isNullable: true),
      .init(name: "head", type: .text, isNullable: true),
    ] + counters)

  private static let counters: [CollectionSchema.Column] = [
    .init(name: "records_read", type: .bigint),
    .init(name: "loaded", type: .bigint),
    .init(name: "present", type: .bigint),
    .init(name: "filtered", type: .bigint),
    .init(name: "rejected", type: .bigint),
  ]

  private static let all = [
    runs, files, RejectTable.rejects, ProvenanceTable.batches, ProvenanceTable.replaced,
    AttemptTable.attempts,
  ]

  /// Creates what is missing; databases of earlier versions lack some columns.
  static func ensure(in session: any StoreSession) throws {
    for table in all {
      guard let there = try session.schema(of: table.name) else {
        try session.ensure(table)
        continue
      }
      for column in table.columns where there.column(column.name) == nil {
        try session.apply(.addColumn(column, to: table.name))
      }
    }
  }

  /// The names a JSON list holds.
  static func names(in text: String) -> [String] {
    (try? JSONReader.read(bytes: Array(text.utf8), named: "names").elements?.compactMap(\.string))
      ?? []
  }

  static func counts(of row: StoreRow) -> BackfillCounts {
    var counts = BackfillCounts()
    counts.read = Int(row.integer("records_read") ?? 0)
    counts.loaded = Int(row.integer("loaded") ?? 0)
    counts.present = Int(row.integer("present") ?? 0)
    counts.filtered = Int(row.integer("filtered") ?? 0)
    counts.rejected = Int(row.integer("rejected") ?? 0)
    return counts
  }

  static func values(of counts: BackfillCounts) -> [Value] {
    [counts.read, counts.loaded, counts.present, counts.filtered, counts.rejected]
      .map { .int(Int64($0)) }
  }

  /// Adds what became of a batch to the counters of its run.
  static func add(
    _ counts: BackfillCounts, to run: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE seedbed_backfill_runs SET records_read = records_read + $2, loaded = loaded + $3,
        present = present + $4, filtered = filtered + $5, rejected = rejected + $6
      WHERE id = $1
      """, [.text(run)] + values(of: counts))
  }
}

import SeedbedCore

/// Where rows came from: for each run and file, which records became which rows.
///
/// One row holds some thousand origins, so that a load spends little on it.
package enum BackfillBatches {
  /// The origins of one run's rows that lie together.
  package struct Batch: Hashable {
    package let run, file, target: String
    /// Numbers of records.
    package let first, last: Int

    package init(run: String, file: String, target: String, first: Int, last: Int) {
      (self.run, self.file, self.target) = (run, file, target)
      (self.first, self.last) = (first, last)
    }

    fileprivate init(_ row: StoreRow) throws {
      run = try row.decode("run")
      file = try row.decode("file")
      target = try row.decode("target")
      first = try row.decode("first_record")
      last = try row.decode("last_record")
    }

    fileprivate var identity: [Value] { [.text(run), .text(file), .int(Int64(first))] }
  }

  static let table = CollectionSchema(
    name: "seedbed_backfill_batches",
    columns: [
      .init(name: "run", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "first_record", type: .bigint, isPrimaryKey: true),
      .init(name: "last_record", type: .bigint),
      .init(name: "target", type: .text),
      .init(name: "row_count", type: .bigint),
      .init(name: "origins", type: .bytes),
    ])

  /// SQL for whether a `file` is one that the run `$2` loaded from.
  static let isLoadedBySecond =
    "file IN (SELECT file FROM \(table.name) WHERE run = $2)"

  package static func insert(
    _ batch: Batch, origins: [UInt8], count: Int, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      INSERT INTO \(table.name) (run, file, first_record, last_record, target, row_count,
        origins) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      batch.identity + [
        .int(Int64(batch.last)), .text(batch.target), .int(Int64(count)), .bytes(origins),
      ])
  }

  /// Leaves only these origins of a batch.
  package static func update(
    _ batch: Batch, origins: [UInt8], count: Int, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE \(table.name) SET row_count = $4, origins = $5
      WHERE run = $1 AND file = $2 AND first_record = $3
      """, batch.identity + [.int(Int64(count)), .bytes(origins)])
  }

  /// Of a run, in the order of files and records.
  package static func all(of run: String, in session: any StoreSession) throws -> [Batch] {
    try batches("run", run, in: session)
  }

  /// Of all runs on a collection, in the order of runs, files and records.
  package static func all(on target: String, in session: any StoreSession) throws -> [Batch] {
    try batches("target", target, in: session)
  }

  private static func batches(
    _ column: String, _ name: String, in session: any StoreSession
  ) throws -> [Batch] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows(
      """
      SELECT run, file, target, first_record, last_record FROM \(table.name)
      WHERE \(column) = $1 AND row_count > 0 ORDER BY run, file, first_record
      """, [.text(name)]
    ).map(Batch.init)
  }

  /// Those that all runs of a backfill loaded from one file.
  package static func all(
    ofFile file: String, of backfill: String, on target: String, in session: any StoreSession
  ) throws -> [Batch] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows(
      """
      SELECT b.run, b.file, b.target, b.first_record, b.last_record
      FROM \(table.name) b JOIN \(BackfillRuns.table.name) r ON r.id = b.run
      WHERE r.backfill = $1 AND b.file = $2 AND b.target = $3 AND b.row_count > 0
      ORDER BY r.started_at, b.run, b.first_record
      """, [.text(backfill), .text(file), .text(target)]
    ).map(Batch.init)
  }

  /// The origins of a batch, packed; empty if it is gone.
  package static func origins(of batch: Batch, in session: any StoreSession) throws -> [UInt8] {
    try session.rows(
      """
      SELECT origins FROM \(table.name)
      WHERE run = $1 AND file = $2 AND first_record = $3
      """, batch.identity
    ).first?.decode("origins") ?? []
  }

  /// How many rows all runs loaded into a collection.
  package static func rowCount(on target: String, in session: any StoreSession) throws -> Int {
    try session.rows(
      """
      SELECT CAST(coalesce(sum(row_count), 0) AS bigint) AS origins FROM \(table.name)
      WHERE target = $1
      """, [.text(target)]
    ).first?.decode("origins") ?? 0
  }

  /// Forgets what a backfill loaded from a file, and what that replaced.
  package static func forget(
    file: String, of backfill: String, in session: any StoreSession
  ) throws {
    for name in [table.name, ReplacedRows.table.name] {
      try session.execute(
        """
        DELETE FROM \(name) WHERE file = $2
        AND run IN (SELECT id FROM \(BackfillRuns.table.name) WHERE backfill = $1)
        """, [.text(backfill), .text(file)])
    }
  }
}

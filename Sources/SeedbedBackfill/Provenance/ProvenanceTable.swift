import SeedbedCore
import SeedbedStore

/// Where rows came from: for each run and file, which records became which rows.
///
/// One row holds some thousand origins, so that a load spends little on it.
enum ProvenanceTable {
  /// How many origins one row holds at most: half a megabyte.
  private static let mostOrigins = 16_384

  static let batches = CollectionSchema(
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

  /// What replaced rows held before.
  static let replaced = CollectionSchema(
    name: "seedbed_backfill_replaced",
    columns: [
      .init(name: "run", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "record_number", type: .bigint, isPrimaryKey: true),
      .init(name: "columns", type: .json),
      .init(name: "content", type: .bytes),
    ])

  /// Packs the origins of the rows of a batch that were loaded.
  ///
  /// `left`: rows of the batch that were not loaded.
  /// `replacements`: rows that took the place of others.
  /// `held`: fingerprints of rows as the database holds them, where that is not what was sent.
  static func pack(
    _ batch: RowBatch, at places: [RecordPlace], without left: Set<Int> = [],
    replacements: Set<Int> = [], held: [Int: UInt64] = [:], of plan: BackfillPlan
  ) -> [PackedOrigins] {
    var fingerprint = LoadedColumns(of: plan).fingerprint
    let key = PackedKey(of: plan)
    var packed: [PackedOrigins] = []
    var list = RowOriginList()
    var (first, last) = (0, 0)
    for row in 0..<batch.count where left.isEmpty || !left.contains(row) {
      if list.count == 0 { first = places[row].number }
      last = places[row].number
      list.append(
        places[row], isReplacement: !replacements.isEmpty && replacements.contains(row),
        fingerprint: held[row] ?? fingerprint.number(of: row, in: batch), row: row, key: key,
        of: batch)
      if list.count == mostOrigins {
        packed.append(PackedOrigins(first: first, last: last, list: list))
        list = RowOriginList()
      }
    }
    if list.count > 0 { packed.append(PackedOrigins(first: first, last: last, list: list)) }
    return packed
  }

  /// Remembers the rows of a batch that were loaded.
  static func record(
    _ origins: [PackedOrigins], of plan: BackfillPlan, file: String, run: String,
    in session: any StoreSession
  ) throws {
    for part in origins {
      try insert(
        Batch(
          run: run, file: file, target: plan.schema.name, first: part.first, last: part.last),
        part.list, in: session)
    }
  }

  /// Remembers what replaced rows held before.
  ///
  /// `old`: their content, packed, by the rows of the batch that replaced them.
  static func keep(
    _ old: [Int: [UInt8]], at places: [RecordPlace], of plan: BackfillPlan, file: String,
    run: String, in session: any StoreSession
  ) throws {
    if old.isEmpty { return }
    var rows = RowBatch(columnCount: replaced.columns.count)
    for (row, content) in old.sorted(by: { $0.key < $1.key }) {
      rows.append(.text(run))
      rows.append(.text(file))
      rows.append(.int(Int64(places[row].number)))
      rows.append(.json(plan.columnNames))
      rows.append(.bytes(content))
    }
    _ = try session.insert(
      rows,
      into: InsertTarget(
        schema: replaced, columns: replaced.columns.map(\.name), conflict: .fail))
  }

  /// The origins of one run's rows that lie together.
  struct Batch: Hashable {
    let run, file, target: String
    let first, last: Int

    init(run: String, file: String, target: String, first: Int, last: Int) {
      (self.run, self.file, self.target) = (run, file, target)
      (self.first, self.last) = (first, last)
    }

    init(_ row: StoreRow) {
      self.init(
        run: row.text("run") ?? "", file: row.text("file") ?? "",
        target: row.text("target") ?? "", first: Int(row.integer("first_record") ?? 0),
        last: Int(row.integer("last_record") ?? 0))
    }

    fileprivate var identity: [Value] { [.text(run), .text(file), .int(Int64(first))] }
  }

  private static func insert(
    _ batch: Batch, _ list: RowOriginList, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      INSERT INTO seedbed_backfill_batches (run, file, first_record, last_record, target, row_count,
        origins) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      batch.identity + [
        .int(Int64(batch.last)), .text(batch.target), .int(Int64(list.count)), .bytes(list.bytes),
      ])
  }

  /// Leaves only `list` of a batch.
  static func update(
    _ batch: Batch, to list: RowOriginList, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE seedbed_backfill_batches SET row_count = $4, origins = $5
      WHERE run = $1 AND file = $2 AND first_record = $3
      """, batch.identity + [.int(Int64(list.count)), .bytes(list.bytes)])
  }

  /// The batches of a run, in the order of files and records; of all runs on a collection where `run` is nil.
  static func batches(
    of run: String?, on target: String? = nil, in session: any StoreSession
  ) throws -> [Batch] {
    guard try session.hasCollection(batches.name) else { return [] }
    let columns =
      "SELECT run, file, target, first_record, last_record FROM seedbed_backfill_batches"
    let order = "ORDER BY run, file, first_record"
    if let run {
      return try session.rows("\(columns) WHERE run = $1 AND row_count > 0 \(order)", [.text(run)])
        .map(Batch.init)
    }
    return try session.rows(
      "\(columns) WHERE target = $1 AND row_count > 0 \(order)", [.text(target ?? "")]
    ).map(Batch.init)
  }

  /// The batches that all runs of a backfill loaded from one file.
  static func batches(
    ofFile file: String, of backfill: String, on target: String, in session: any StoreSession
  ) throws -> [Batch] {
    guard try session.hasCollection(batches.name) else { return [] }
    return try session.rows(
      """
      SELECT b.run, b.file, b.target, b.first_record, b.last_record
      FROM seedbed_backfill_batches b JOIN seedbed_backfill_runs r ON r.id = b.run
      WHERE r.backfill = $1 AND b.file = $2 AND b.target = $3 AND b.row_count > 0
      ORDER BY r.started_at, b.run, b.first_record
      """, [.text(backfill), .text(file), .text(target)]
    ).map(Batch.init)
  }

  /// Forgets what a backfill loaded from a file.
  static func forget(
    file: String, of backfill: String, in session: any StoreSession
  ) throws {
    for table in [batches.name, replaced.name] {
      try session.execute(
        """
        DELETE FROM \(table) WHERE file = $2
        AND run IN (SELECT id FROM seedbed_backfill_runs WHERE backfill = $1)
        """, [.text(backfill), .text(file)])
    }
  }

  /// Calls `body` with every origin of a batch.
  static func forEachOrigin(
    of batch: Batch, keyCount: Int, in session: any StoreSession,
    _ body: (RowOrigin) throws -> Void
  ) throws {
    try RowOriginList.forEach(
      in: origins(of: batch, in: session), keyCount: keyCount, body)
  }

  /// The keys of a batch's rows.
  static func keys(
    of batch: Batch, keyCount: Int, in session: any StoreSession
  ) throws -> RowBatch {
    RowOriginList.keys(in: try origins(of: batch, in: session), keyCount: keyCount)
  }

  private static func origins(of batch: Batch, in session: any StoreSession) throws -> [UInt8] {
    let row = try session.rows(
      """
      SELECT origins FROM seedbed_backfill_batches
      WHERE run = $1 AND file = $2 AND first_record = $3
      """, batch.identity
    ).first
    guard case .bytes(let bytes)? = row?["origins"] else { return [] }
    return bytes
  }

  /// What a replaced row held before, and in which columns; nil when nothing is known of it.
  static func old(
    of origin: RowOrigin, in batch: Batch, _ session: any StoreSession
  ) throws -> (columns: [String], values: [Value])? {
    let row = try session.rows(
      """
      SELECT columns, content FROM seedbed_backfill_replaced
      WHERE run = $1 AND file = $2 AND record_number = $3
      """, [.text(batch.run), .text(batch.file), .int(Int64(origin.number))]
    ).first
    guard let row, case .bytes(let content) = row["content"] else { return nil }
    return (BackfillTables.names(in: row.text("columns") ?? "[]"), PackedValue.values(in: content))
  }
}

import SeedbedCore
import SeedbedStore

/// Packs and unpacks which records became which rows.
enum RowOrigins {
  /// How many origins one batch holds at most: half a megabyte.
  private static let mostOrigins = 16_384

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
      try BackfillBatches.insert(
        .init(run: run, file: file, target: plan.schema.name, first: part.first, last: part.last),
        origins: part.list.bytes, count: part.list.count, in: session)
    }
  }

  /// Remembers what replaced rows held before.
  ///
  /// `old`: their content, packed, by the rows of the batch that replaced them.
  static func keep(
    _ old: [Int: [UInt8]], at places: [RecordPlace], of plan: BackfillPlan, file: String,
    run: String, in session: any StoreSession
  ) throws {
    try ReplacedRows.keep(
      old.sorted { $0.key < $1.key }.map { (places[$0].number, $1) }, columns: plan.columnNames,
      file: file, run: run, in: session)
  }

  /// Calls `body` with every origin of a batch.
  static func forEach(
    of batch: BackfillBatches.Batch, keyCount: Int, in session: any StoreSession,
    _ body: (RowOrigin) throws -> Void
  ) throws {
    try RowOriginList.forEach(
      in: BackfillBatches.origins(of: batch, in: session), keyCount: keyCount, body)
  }

  /// The keys of a batch's rows.
  static func keys(
    of batch: BackfillBatches.Batch, keyCount: Int, in session: any StoreSession
  ) throws -> RowBatch {
    RowOriginList.keys(in: try BackfillBatches.origins(of: batch, in: session), keyCount: keyCount)
  }

  /// What a replaced row held before, and in which columns; nil when nothing is known of it.
  static func old(
    of origin: RowOrigin, in batch: BackfillBatches.Batch, _ session: any StoreSession
  ) throws -> (columns: [String], values: [Value])? {
    try ReplacedRows.old(of: origin.number, in: batch, session).map { old in
      (try KeptJSON.names(in: old.columns, of: "columns"), PackedValue.values(in: old.content))
    }
  }
}

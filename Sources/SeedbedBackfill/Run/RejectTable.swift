import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The rejects of a backfill, with their bytes.
enum RejectTable {
  static let rejects = CollectionSchema(
    name: "seedbed_backfill_rejects",
    columns: [
      .init(name: "backfill", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "record_number", type: .bigint, isPrimaryKey: true),
      .init(name: "line", type: .bigint),
      .init(name: "byte_offset", type: .bigint),
      .init(name: "length", type: .bigint),
      .init(name: "stage", type: .text),
      .init(name: "code", type: .text),
      .init(name: "field", type: .text, isNullable: true),
      .init(name: "message", type: .text),
      .init(name: "run", type: .text),
      .init(name: "raw", type: .bytes),
      .init(name: "raw_checksum", type: .text, isNullable: true),
      .init(name: "settled", type: .text, isNullable: true),
      .init(name: "lines", type: .bigint, isNullable: true),
    ])

  /// Writes rejects as open ones, in the place of what is known of the same records.
  ///
  /// `bytes`: the bytes of a reject's record.
  /// `lines`: how many lines it takes, from its first bytes on.
  static func write(
    _ refused: [Reject], of specification: BackfillSpecification, run: String,
    bytes: (Reject) throws -> [UInt8],
    lines: (Reject, [UInt8]) throws -> Int = { reject, _ in reject.lines },
    in session: any StoreSession
  ) throws {
    guard !refused.isEmpty else { return }
    var rows = RowBatch(columnCount: rejects.columns.count)
    for reject in refused.sorted(by: { $0.number < $1.number }) {
      let raw = try bytes(reject)
      let count = try lines(reject, raw)
      let values: [Value] = [
        .text(specification.name), .text(reject.file), .int(Int64(reject.number)),
        .int(Int64(reject.line)), .int(Int64(reject.offset)), .int(Int64(reject.length)),
        .text(reject.stage.rawValue), .text(reject.code),
        reject.column.map { .text($0) } ?? .null, .text(reject.message), .text(run),
        .bytes(specification.keepsRaw ? raw : []), .text(Checksum(of: raw).description), .null,
        .int(Int64(count)),
      ]
      for value in values { rows.append(value) }
    }
    _ = try session.insert(
      rows,
      into: InsertTarget(
        schema: rejects, columns: rejects.columns.map(\.name), conflict: .update))
  }

  /// The open rejects of a file, by their number, with the checksums of their bytes where they are known.
  static func open(
    of file: String, _ backfill: String, in session: any StoreSession
  ) throws -> [Int: String] {
    let rows = try session.rows(
      """
      SELECT record_number, raw_checksum FROM seedbed_backfill_rejects
      WHERE backfill = $1 AND file = $2 AND settled IS NULL
      """, [.text(backfill), .text(file)])
    return rows.reduce(into: [:]) { open, row in
      open[Int(row.integer("record_number") ?? 0)] = row.text("raw_checksum") ?? ""
    }
  }

  /// Removes the rejects of records behind those that were read, as others take their place.
  ///
  /// `last`: the number of the last record that was read again.
  static func remove(
    of progress: FileProgress, to last: Int, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      DELETE FROM seedbed_backfill_rejects
      WHERE backfill = $1 AND file = $2 AND record_number > $3 AND record_number <= $4
      """, identity(of: progress) + [.int(Int64(last))])
  }

  /// Whether a backfill has rejects, settled ones among them.
  static func hasRejects(of backfill: String, in session: any StoreSession) throws -> Bool {
    try !session.rows(
      "SELECT 1 AS one FROM seedbed_backfill_rejects WHERE backfill = $1 LIMIT 1",
      [.text(backfill)]
    ).isEmpty
  }

  /// Whether an earlier run left rejects of records behind those that were read.
  static func hasRejects(
    beyond progress: FileProgress, in session: any StoreSession
  ) throws -> Bool {
    try !session.rows(
      """
      SELECT record_number FROM seedbed_backfill_rejects
      WHERE backfill = $1 AND file = $2 AND record_number > $3 LIMIT 1
      """, identity(of: progress)
    ).isEmpty
  }

  private static func identity(of progress: FileProgress) -> [Value] {
    [.text(progress.backfill), .text(progress.file), .int(Int64(progress.checkpoint.number))]
  }

  /// The lines that open rejects take beyond one each, of the records that were read.
  ///
  /// `files`: those that do not count.
  static func extraLines(
    of backfill: String, without files: Set<String> = [], in session: any StoreSession
  ) throws -> Int {
    try session.rows(
      """
      SELECT r.file, CAST(sum(r.lines - 1) AS bigint) AS extra
      FROM seedbed_backfill_rejects r
      JOIN seedbed_backfill_files f ON f.backfill = r.backfill AND f.file = r.file
      WHERE r.backfill = $1 AND r.settled IS NULL AND r.lines > 1
        AND r.record_number <= f.record_number
      GROUP BY r.file
      """, [.text(backfill)]
    ).filter { !files.contains($0.text("file") ?? "") }
      .reduce(0) { $0 + Int($1.integer("extra") ?? 0) }
  }

  /// A reject as its row tells it.
  static func reject(of row: StoreRow) -> Reject {
    Reject(
      file: row.text("file") ?? "", number: Int(row.integer("record_number") ?? 0),
      line: Int(row.integer("line") ?? 0), offset: Int(row.integer("byte_offset") ?? 0),
      length: Int(row.integer("length") ?? 0),
      lines: Int(row.integer("lines") ?? 1),
      stage: row.text("stage").flatMap(Reject.Stage.init(rawValue:)) ?? .read,
      code: row.text("code") ?? "",
      column: row.text("field"), message: row.text("message") ?? "",
      settled: row.text("settled"))
  }
}

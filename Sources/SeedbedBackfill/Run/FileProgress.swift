import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// How far one file has been consumed: the row that commits with every batch.
struct FileProgress: Sendable {
  let backfill: String
  /// The name its content was read by first.
  let file: String
  let mapping: Checksum
  /// What the file was called when it was last read; empty when another has its name now.
  var nameNow: String
  var checkpoint = SourceCheckpoint.start
  /// SHA-256 of the bytes consumed.
  var prefix = Checksum.Stream().checksum
  var counts = BackfillCounts()
  /// Of the columns that checks sum, over the records kept.
  var sums: [String: ExactDecimal] = [:]
  /// SHA-256 of the first bytes, where so many were consumed.
  var head: Checksum?

  init(of file: SourceFile, in backfill: String, mapping: Checksum) {
    (self.backfill, self.file, self.mapping) = (backfill, file.name, mapping)
    nameNow = file.nameNow
  }

  private init(_ row: StoreRow) {
    backfill = row.text("backfill") ?? ""
    file = row.text("file") ?? ""
    mapping = Checksum(recorded: row.text("mapping") ?? "")
    nameNow = row.text("name_now") ?? file
    checkpoint = SourceCheckpoint(
      offset: Int(row.integer("byte_offset") ?? 0),
      number: Int(row.integer("record_number") ?? 0), line: Int(row.integer("line") ?? 0))
    prefix = Checksum(recorded: row.text("prefix") ?? "")
    head = row.text("head").map { Checksum(recorded: $0) }
    counts = BackfillTables.counts(of: row)
    sums = Self.sums(from: row.text("sums") ?? "{}")
  }

  /// What was read of every file of a backfill, by the files' first names.
  static func all(
    of backfill: String, from session: any StoreSession
  ) throws -> [FileProgress] {
    guard try session.hasCollection(BackfillTables.files.name) else { return [] }
    return try session.rows(
      "SELECT * FROM seedbed_backfill_files WHERE backfill = $1 ORDER BY file", [.text(backfill)]
    ).map { FileProgress($0) }
  }

  /// The progress the database has of a file, or nil when it was never begun.
  static func read(
    of file: String, in backfill: String, from session: any StoreSession
  ) throws -> FileProgress? {
    guard try session.hasCollection(BackfillTables.files.name) else { return nil }
    return try session.rows(
      "SELECT * FROM seedbed_backfill_files WHERE backfill = $1 AND file = $2",
      [.text(backfill), .text(file)]
    ).first.map { FileProgress($0) }
  }

  /// The progress of every file of every backfill, in alphabetical order.
  static func all(in session: any StoreSession) throws -> [FileProgress] {
    guard try session.hasCollection(BackfillTables.files.name) else { return [] }
    return try session.rows("SELECT * FROM seedbed_backfill_files ORDER BY backfill, file")
      .map(FileProgress.init(_:))
  }

  func write(in session: any StoreSession) throws {
    try session.execute(
      """
      INSERT INTO seedbed_backfill_files (backfill, file, mapping, byte_offset, record_number, line,
        prefix, sums, name_now, head, records_read, loaded, present, filtered, rejected)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (backfill, file) DO UPDATE SET mapping = excluded.mapping,
        byte_offset = excluded.byte_offset, record_number = excluded.record_number,
        line = excluded.line, prefix = excluded.prefix, sums = excluded.sums,
        name_now = excluded.name_now, head = excluded.head,
        records_read = excluded.records_read, loaded = excluded.loaded,
        present = excluded.present, filtered = excluded.filtered, rejected = excluded.rejected
      """,
      [
        .text(backfill), .text(file), .text(mapping.description), .int(Int64(checkpoint.offset)),
        .int(Int64(checkpoint.number)), .int(Int64(checkpoint.line)), .text(prefix.description),
        .json(sumsText), .text(nameNow), head.map { .text($0.description) } ?? .null,
      ] + BackfillTables.values(of: counts))
  }

  /// Says what the file is called now; whichever had the name before has none.
  func writeName(in session: any StoreSession) throws {
    try session.execute(
      """
      UPDATE seedbed_backfill_files SET name_now = ''
      WHERE backfill = $1 AND coalesce(name_now, file) = $2 AND file <> $3
      """, [.text(backfill), .text(nameNow), .text(file)])
    try session.execute(
      "UPDATE seedbed_backfill_files SET name_now = $3 WHERE backfill = $1 AND file = $2",
      [.text(backfill), .text(file), .text(nameNow)])
  }

  /// Forgets how far files of a backfill were read, but not under which names their content is known.
  ///
  /// `condition`: on `file`, which may use parameters from `$2` on.
  static func forget(
    in backfill: String, where condition: String, _ bindings: [Value],
    in session: any StoreSession
  ) throws {
    let start = SourceCheckpoint.start
    try session.execute(
      """
      UPDATE seedbed_backfill_files SET byte_offset = \(start.offset),
        record_number = \(start.number), line = \(start.line), sums = '{}', head = NULL,
        records_read = 0, loaded = 0, present = 0, filtered = 0, rejected = 0
      WHERE backfill = $1 AND \(condition)
      """, [.text(backfill)] + bindings)
  }

  private var sumsText: String {
    let members = sums.map { ($0.key, JSONValue.string($0.value.description)) }
    return JSONWriter.text(.object(JSONObject(members)), pretty: false)
  }

  private static func sums(from text: String) -> [String: ExactDecimal] {
    guard let object = try? JSONReader.read(bytes: Array(text.utf8), named: "sums").object else {
      return [:]
    }
    var sums: [String: ExactDecimal] = [:]
    for member in object.members {
      sums[member.name] = member.value.string.flatMap { ExactDecimal($0) }
    }
    return sums
  }
}

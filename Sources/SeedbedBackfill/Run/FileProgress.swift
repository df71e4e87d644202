import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// How far one file has been consumed: the row that commits with every batch.
struct FileProgress: Sendable {
  let backfill: String
  let file: String
  let mapping: Checksum
  var checkpoint = SourceCheckpoint.start
  /// SHA-256 of the bytes consumed.
  var prefix = Checksum.Stream().checksum
  var counts = BackfillCounts()
  /// Of the columns that checks sum, over the records kept.
  var sums: [String: ExactDecimal] = [:]

  /// The progress the database has of a file, or nil when it was never begun.
  static func read(
    of file: String, in backfill: String, from session: any StoreSession
  ) throws -> FileProgress? {
    guard try session.hasCollection(BackfillTables.files.name) else { return nil }
    return try session.rows(
      "SELECT * FROM seedbed_backfill_files WHERE backfill = $1 AND file = $2",
      [.text(backfill), .text(file)]
    ).first.map { row in
      var progress = FileProgress(
        backfill: backfill, file: file, mapping: Checksum(recorded: row.text("mapping") ?? ""))
      progress.checkpoint = SourceCheckpoint(
        offset: Int(row.integer("byte_offset") ?? 0),
        number: Int(row.integer("record_number") ?? 0), line: Int(row.integer("line") ?? 0))
      progress.prefix = Checksum(recorded: row.text("prefix") ?? "")
      progress.counts = BackfillTables.counts(of: row)
      progress.sums = Self.sums(from: row.text("sums") ?? "{}")
      return progress
    }
  }

  func write(in session: any StoreSession) throws {
    try session.execute(
      """
      INSERT INTO seedbed_backfill_files (backfill, file, mapping, byte_offset, record_number, line,
        prefix, sums, records_read, loaded, present, filtered, rejected)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      ON CONFLICT (backfill, file) DO UPDATE SET mapping = excluded.mapping,
        byte_offset = excluded.byte_offset, record_number = excluded.record_number,
        line = excluded.line, prefix = excluded.prefix, sums = excluded.sums,
        records_read = excluded.records_read, loaded = excluded.loaded,
        present = excluded.present, filtered = excluded.filtered, rejected = excluded.rejected
      """,
      [
        .text(backfill), .text(file), .text(mapping.description), .int(Int64(checkpoint.offset)),
        .int(Int64(checkpoint.number)), .int(Int64(checkpoint.line)), .text(prefix.description),
        .json(sumsText),
      ] + BackfillTables.values(of: counts))
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

package import SeedbedCore

/// How far each file of a backfill has been consumed.
package enum BackfillFiles {
  package struct File {
    package let backfill: String
    /// The name its content was read by first.
    package let name: String
    package let mapping: Checksum
    /// What it was called when it was last read; empty if another has its name now.
    package var nameNow: String
    package var offset = 0
    package var record = 0
    package var line = 0
    /// Of the bytes consumed.
    package var prefix: Checksum
    /// Of the first bytes, if so many were consumed.
    package var head: Checksum?
    package var counts = BackfillCounts()
    /// A JSON object of sums by column.
    package var sums = "{}"

    package init(
      of backfill: String, name: String, mapping: Checksum, nameNow: String, prefix: Checksum
    ) {
      (self.backfill, self.name, self.mapping) = (backfill, name, mapping)
      (self.nameNow, self.prefix) = (nameNow, prefix)
    }
  }

  static let table = CollectionSchema(
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
    ] + BackfillCounts.columns)

  /// Of every backfill, in alphabetical order.
  package static func all(in session: any StoreSession) throws -> [File] {
    try files("ORDER BY backfill, file", [], in: session)
  }

  /// Of one backfill, by their first names.
  package static func all(
    of backfill: String, in session: any StoreSession
  ) throws -> [File] {
    try files("WHERE backfill = $1 ORDER BY file", [.text(backfill)], in: session)
  }

  /// nil if the file was never begun.
  package static func named(
    _ file: String, of backfill: String, in session: any StoreSession
  ) throws -> File? {
    try files(
      "WHERE backfill = $1 AND file = $2", [.text(backfill), .text(file)], in: session
    ).first
  }

  private static func files(
    _ condition: String, _ bindings: [Value], in session: any StoreSession
  ) throws -> [File] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows("SELECT * FROM \(table.name) \(condition)", bindings)
      .map(File.init)
  }

  package static func write(_ file: File, in session: any StoreSession) throws {
    try session.execute(
      """
      INSERT INTO \(table.name) (backfill, file, mapping, byte_offset, record_number, line,
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
        .text(file.backfill), .text(file.name), .text(file.mapping.description),
        .int(Int64(file.offset)), .int(Int64(file.record)), .int(Int64(file.line)),
        .text(file.prefix.description), .json(file.sums), .text(file.nameNow),
        .textOrNull(file.head?.description),
      ] + file.counts.values)
  }

  /// Says what the file is called now; whichever had the name before has none.
  package static func writeName(of file: File, in session: any StoreSession) throws {
    let names: [Value] = [.text(file.backfill), .text(file.nameNow), .text(file.name)]
    try session.execute(
      """
      UPDATE \(table.name) SET name_now = ''
      WHERE backfill = $1 AND coalesce(name_now, file) = $2 AND file <> $3
      """, names)
    try session.execute(
      "UPDATE \(table.name) SET name_now = $2 WHERE backfill = $1 AND file = $3", names)
  }

  /// Forgets how far the files that a run loaded from were read, but not under which names their content is known.
  package static func forget(
    loadedBy run: String, of backfill: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE \(table.name) SET byte_offset = 0, record_number = 0, line = 0, sums = '{}',
        head = NULL, records_read = 0, loaded = 0, present = 0, filtered = 0, rejected = 0
      WHERE backfill = $1 AND \(BackfillBatches.isLoadedBySecond)
      """, [.text(backfill), .text(run)])
  }

  /// How many records of the backfill's other files are rejected.
  package static func rejected(
    outside file: String, of backfill: String, in session: any StoreSession
  ) throws -> Int {
    try session.rows(
      """
      SELECT CAST(coalesce(sum(rejected), 0) AS bigint) AS rejected FROM \(table.name)
      WHERE backfill = $1 AND file <> $2
      """, [.text(backfill), .text(file)]
    ).first?.decode("rejected") ?? 0
  }
}

extension BackfillFiles.File {
  fileprivate init(_ row: StoreRow) throws {
    backfill = try row.decode("backfill")
    name = try row.decode("file")
    mapping = try row.decode("mapping")
    nameNow = try row.decode(later: "name_now") ?? name
    offset = try row.decode("byte_offset")
    record = try row.decode("record_number")
    line = try row.decode("line")
    prefix = try row.decode("prefix")
    head = try row.decode(later: "head")
    counts = try BackfillCounts(row)
    sums = try row.decode("sums")
  }
}

package import SeedbedCore

/// A record that could not be loaded, with its place in the source.
package struct Reject: Sendable, Hashable {
  /// Where on its way the record stopped.
  package enum Stage: String, BookkeepingValue, Sendable {
    case read
    case map
    case store
  }

  package let file: String
  /// Counted from 1 in its file.
  package let number: Int
  package let line: Int
  /// In bytes from the start of the file.
  package let offset: Int
  /// In bytes.
  package let length: Int
  /// How many lines it takes of a source whose records are lines.
  package internal(set) var lines = 1
  package let stage: Stage
  /// A stable dotted name.
  package let code: String
  /// The column it stopped at, where there is one.
  package let column: String?
  package let message: String
  /// What a replay made of it; nil while it is open.
  package internal(set) var settled: BackfillAttempts.Result?

  package init(
    file: String, place: RecordPlace, stage: Stage, code: String, column: String?, message: String
  ) {
    self.file = file
    (number, line, offset, length) = (place.number, place.line, place.offset, place.length)
    (self.stage, self.code, self.column, self.message) = (stage, code, column, message)
  }
}

/// Where a record lies in its file.
package struct RecordPlace: Sendable {
  package let number, line, offset, length: Int

  package init(number: Int, line: Int, offset: Int, length: Int) {
    (self.number, self.line, self.offset, self.length) = (number, line, offset, length)
  }
}

/// The rejects of backfills, with their bytes.
package enum BackfillRejects {
  /// What is kept of a reject's record.
  package struct Raw {
    /// Empty if the bytes of the source may not be kept.
    package let bytes: [UInt8]
    package let checksum: Checksum
    /// How many lines it takes.
    package let lines: Int

    package init(bytes: [UInt8], checksum: Checksum, lines: Int) {
      (self.bytes, self.checksum, self.lines) = (bytes, checksum, lines)
    }
  }

  static let table = CollectionSchema(
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
  package static func write(
    _ rejects: [Reject], of backfill: String, run: String, in session: any StoreSession,
    raw: (Reject) throws -> Raw
  ) throws {
    try session.insert(into: table, whenTaken: .update) { rows in
      for reject in rejects.sorted(by: { $0.number < $1.number }) {
        let raw = try raw(reject)
        let values: [Value] = [
          .text(backfill), .text(reject.file), .int(Int64(reject.number)),
          .int(Int64(reject.line)), .int(Int64(reject.offset)), .int(Int64(reject.length)),
          .text(reject.stage.rawValue), .text(reject.code), .textOrNull(reject.column),
          .text(reject.message), .text(run), .bytes(raw.bytes), .text(raw.checksum.description),
          .null, .int(Int64(raw.lines)),
        ]
        for value in values { rows.append(value) }
      }
    }
  }

  /// Says what a replay made of a reject.
  package static func settle(
    _ number: Int, of file: String, in backfill: String, as result: BackfillAttempts.Result,
    _ session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE \(table.name) SET settled = $4
      WHERE backfill = $1 AND file = $2 AND record_number = $3
      """, [.text(backfill), .text(file), .int(Int64(number)), .text(result.rawValue)])
  }

  /// The open rejects of a backfill in the order of the source.
  ///
  /// `all`: whether those count, too, that a replay settled.
  package static func all(
    of backfill: String, withSettled all: Bool, in session: any StoreSession
  ) throws -> [Reject] {
    guard let there = try session.schema(of: table.name) else { return [] }
    let open = all || there.column("settled") == nil ? "" : "AND settled IS NULL"
    return try session.rows(
      """
      SELECT *
      FROM \(table.name) WHERE backfill = $1 \(open)
      ORDER BY file, record_number
      """, [.text(backfill)]
    ).map(Reject.init)
  }

  /// A reject as it is kept, and the run that rejected it.
  package struct Kept {
    package let reject: Reject
    package let run: String
    package let raw: [UInt8]
    package let rawChecksum: String?
  }

  package static func kept(
    _ number: Int, of file: String, in backfill: String, _ session: any StoreSession
  ) throws -> Kept? {
    guard try session.hasCollection(table.name) else { return nil }
    return try session.rows(
      """
      SELECT * FROM \(table.name)
      WHERE backfill = $1 AND file = $2 AND record_number = $3
      """, [.text(backfill), .text(file), .int(Int64(number))]
    ).first.map { row in
      Kept(
        reject: try Reject(row), run: try row.decode("run"), raw: try row.decode("raw"),
        rawChecksum: try row.decode(later: "raw_checksum"))
    }
  }

  /// The open rejects of a file, by their number, with the checksums of their bytes if they are known.
  package static func open(
    of file: String, in backfill: String, _ session: any StoreSession
  ) throws -> [Int: String] {
    let rows = try session.rows(
      """
      SELECT record_number, raw_checksum FROM \(table.name)
      WHERE backfill = $1 AND file = $2 AND settled IS NULL
      """, [.text(backfill), .text(file)])
    return try rows.reduce(into: [:]) { open, row in
      open[try row.decode("record_number")] = try row.decode("raw_checksum") ?? ""
    }
  }

  /// Removes the rejects of a file's records after `first`, up to `last`, as others take their place.
  package static func remove(
    after first: Int, to last: Int, of file: String, in backfill: String,
    _ session: any StoreSession
  ) throws {
    try session.execute(
      """
      DELETE FROM \(table.name)
      WHERE backfill = $1 AND file = $2 AND record_number > $3 AND record_number <= $4
      """, [.text(backfill), .text(file), .int(Int64(first)), .int(Int64(last))])
  }

  /// Removes those of the files that a run loaded from.
  package static func remove(
    loadedBy run: String, of backfill: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      DELETE FROM \(table.name)
      WHERE backfill = $1 AND \(BackfillBatches.isLoadedBySecond)
      """, [.text(backfill), .text(run)])
  }

  /// Whether a backfill has rejects, settled ones among them.
  package static func isAny(of backfill: String, in session: any StoreSession) throws -> Bool {
    try !session.rows(
      "SELECT 1 AS one FROM \(table.name) WHERE backfill = $1 LIMIT 1",
      [.text(backfill)]
    ).isEmpty
  }

  /// Whether an earlier run left rejects of a file's records after `number`.
  package static func isAny(
    after number: Int, of file: String, in backfill: String, _ session: any StoreSession
  ) throws -> Bool {
    try !session.rows(
      """
      SELECT record_number FROM \(table.name)
      WHERE backfill = $1 AND file = $2 AND record_number > $3 LIMIT 1
      """, [.text(backfill), .text(file), .int(Int64(number))]
    ).isEmpty
  }

  /// The lines that open rejects take beyond one each, of the records that were read.
  ///
  /// `files`: those that do not count.
  package static func extraLines(
    of backfill: String, without files: Set<String> = [], in session: any StoreSession
  ) throws -> Int {
    try session.rows(
      """
      SELECT r.file, CAST(sum(r.lines - 1) AS bigint) AS extra
      FROM \(table.name) r
      JOIN \(BackfillFiles.table.name) f ON f.backfill = r.backfill AND f.file = r.file
      WHERE r.backfill = $1 AND r.settled IS NULL AND r.lines > 1
        AND r.record_number <= f.record_number
      GROUP BY r.file
      """, [.text(backfill)]
    ).filter { try !files.contains($0.decode("file")) }.reduce(0) { try $0 + $1.decode("extra") }
  }
}

extension Reject {
  fileprivate init(_ row: StoreRow) throws {
    file = try row.decode("file")
    number = try row.decode("record_number")
    line = try row.decode("line")
    offset = try row.decode("byte_offset")
    length = try row.decode("length")
    lines = try row.decode(later: "lines") ?? 1
    stage = try row.decode("stage")
    code = try row.decode("code")
    column = try row.decode("field")
    message = try row.decode("message")
    settled = try row.decode(later: "settled")
  }
}

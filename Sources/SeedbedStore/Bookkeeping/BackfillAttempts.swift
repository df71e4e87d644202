package import SeedbedCore

/// How often a rejected record was tried, and what came of it each time.
package enum BackfillAttempts {
  /// What one try came to.
  package enum Result: String, BookkeepingValue, Sendable {
    case loaded
    case present
    case filtered
    case rejected
  }

  /// A try of a replay to load the record after all.
  package struct Attempt: Sendable, Hashable {
    package let run: String
    package let at: String
    /// The checksum of the mapping it went through.
    package let mapping: String
    package let result: Result
    package let code: String?
    package let column: String?
    package let message: String?
  }

  /// The tries that one replay made on records of one file.
  package struct Replay {
    package let backfill, file, run: String
    let mapping: Checksum
    let at: Timestamp

    package init(
      of backfill: String, file: String, run: String, mapping: Checksum, at: Timestamp
    ) {
      (self.backfill, self.file, self.run) = (backfill, file, run)
      (self.mapping, self.at) = (mapping, at)
    }
  }

  static let table = CollectionSchema(
    name: "seedbed_backfill_attempts",
    columns: [
      .init(name: "backfill", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "record_number", type: .bigint, isPrimaryKey: true),
      .init(name: "run", type: .text, isPrimaryKey: true),
      .init(name: "at", type: .timestamp),
      .init(name: "mapping", type: .text),
      .init(name: "result", type: .text),
      .init(name: "code", type: .text, isNullable: true),
      .init(name: "field", type: .text, isNullable: true),
      .init(name: "message", type: .text, isNullable: true),
    ])

  /// In the order they were made.
  package static func all(
    on number: Int, of file: String, in backfill: String, _ session: any StoreSession
  ) throws -> [Attempt] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows(
      """
      SELECT * FROM \(table.name)
      WHERE backfill = $1 AND file = $2 AND record_number = $3 ORDER BY at, length(run), run
      """, [.text(backfill), .text(file), .int(Int64(number))]
    ).map { row in
      Attempt(
        run: try row.decode("run"), at: try row.decode("at"), mapping: try row.decode("mapping"),
        result: try row.decode("result"), code: try row.decode("code"),
        column: try row.decode("field"), message: try row.decode("message"))
    }
  }

  /// Writes what a replay came to, by the numbers of the records, and why those that are rejected again are.
  package static func write(
    _ results: [(number: Int, result: Result)], of replay: Replay, reasons: [Int: Reject],
    in session: any StoreSession
  ) throws {
    try session.insert(into: table, whenTaken: .update) { rows in
      for (number, result) in results {
        let reject = reasons[number]
        let values: [Value] = [
          .text(replay.backfill), .text(replay.file), .int(Int64(number)), .text(replay.run),
          .timestamp(replay.at), .text(replay.mapping.description), .text(result.rawValue),
          .textOrNull(reject?.code), .textOrNull(reject?.column), .textOrNull(reject?.message),
        ]
        for value in values { rows.append(value) }
      }
    }
  }

  /// Before the first replay of a reject, why it was rejected becomes its first attempt.
  package static func keepFirstReason(
    of number: Int, before replay: Replay, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      INSERT INTO \(table.name) (backfill, file, record_number, run, at, mapping, result,
        code, field, message)
      SELECT r.backfill, r.file, r.record_number, r.run, coalesce(s.started_at, $4),
        coalesce(s.mapping, ''), 'rejected', r.code, r.field, r.message
      FROM \(BackfillRejects.table.name) r LEFT JOIN \(BackfillRuns.table.name) s ON s.id = r.run
      WHERE r.backfill = $1 AND r.file = $2 AND r.record_number = $3 AND NOT EXISTS (
        SELECT 1 FROM \(table.name) a
        WHERE a.backfill = $1 AND a.file = $2 AND a.record_number = $3)
      """,
      [
        .text(replay.backfill), .text(replay.file), .int(Int64(number)), .timestamp(replay.at),
      ])
  }
}

import SeedbedCore
import SeedbedStore

/// How often a rejected record was tried, and what came of it each time.
enum AttemptTable {
  static let attempts = CollectionSchema(
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

  /// What one attempt came to.
  struct Attempt {
    let file: String
    let number: Int
    let run: String
    let at: Timestamp
    let mapping: String
    let result: String
    var reject: Reject?
  }

  static func write(
    _ made: [Attempt], of backfill: String, in session: any StoreSession
  ) throws {
    if made.isEmpty { return }
    var rows = RowBatch(columnCount: attempts.columns.count)
    for attempt in made {
      let values: [Value] = [
        .text(backfill), .text(attempt.file), .int(Int64(attempt.number)), .text(attempt.run),
        .timestamp(attempt.at), .text(attempt.mapping), .text(attempt.result),
        attempt.reject.map { .text($0.code) } ?? .null,
        attempt.reject?.column.map { .text($0) } ?? .null,
        attempt.reject.map { .text($0.message) } ?? .null,
      ]
      for value in values { rows.append(value) }
    }
    _ = try session.insert(
      rows,
      into: InsertTarget(
        schema: attempts, columns: attempts.columns.map(\.name), conflict: .update))
  }
}

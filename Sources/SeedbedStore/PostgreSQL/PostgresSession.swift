import SeedbedCore

/// A session on one connection, inside its transaction.
struct PostgresSession: StoreSession {
  /// How many rows of a cursor are in memory at a time.
  private static let fetched = 1000

  let connection: PostgresConnection

  init(_ connection: PostgresConnection) {
    self.connection = connection
  }

  func rows(_ sql: String, _ bindings: [Value]) throws -> [StoreRow] {
    let result = try connection.run(sql, bindings)
    return (0..<result.count).map { result.row($0) }
  }

  /// Through a cursor, so that other statements may run between the rows.
  func forEachRow(
    _ sql: String, _ bindings: [Value], _ body: (StoreRow) throws -> Void
  ) throws {
    let cursor = SQLText.identifier("seedbed_cursor_\(connection.nextNumber())")
    _ = try connection.run("DECLARE \(cursor) NO SCROLL CURSOR FOR \(sql)", bindings)
    while true {
      let rows = try connection.run("FETCH FORWARD \(Self.fetched) FROM \(cursor)")
      for place in 0..<rows.count { try body(rows.row(place)) }
      if rows.count < Self.fetched { break }
    }
    try connection.run("CLOSE \(cursor)")
  }

  @discardableResult
  func execute(_ sql: String, _ bindings: [Value]) throws -> Int {
    connection.transaction.hasChangedRows = true
    return try connection.run(sql, bindings).changed
  }

  func storedText(of column: CollectionSchema.Column) -> String {
    let name = SQLText.identifier(column.name)
    return switch column.type {
    case .timestamp:
      "to_char(\(name) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    case .bool: "CAST(CAST(\(name) AS int) AS text)"
    case .id, .int, .bigint, .text, .float, .decimal, .bytes, .date, .time, .uuid, .json,
      .enumeration:
      "CAST(\(name) AS text)"
    }
  }
}

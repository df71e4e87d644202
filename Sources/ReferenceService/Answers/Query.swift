import SeedbedCore
import SeedbedStore

/// What an endpoint may ask: the database as it is in one moment, the time, and who is asking.
struct Query {
  let session: any StoreSession
  let now: Timestamp
  let user: String

  /// The rows of an answer, each an object of its columns.
  func list(_ sql: String, _ bindings: Value...) throws -> Answer {
    .list(try session.rows(sql, bindings).map { Answer(row: $0) })
  }

  /// The first row of an answer as an object; every aggregate without groups has one.
  func object(_ sql: String, _ bindings: Value...) throws -> Answer {
    try session.rows(sql, bindings).first.map { Answer(row: $0) } ?? .null
  }

  /// The number in the first column of the first row; 0 when there is none.
  func number(_ sql: String, _ bindings: Value...) throws -> Int64 {
    try session.rows(sql, bindings).first?.values.first?.integer ?? 0
  }

  /// The value in the first column of the first row.
  func value(_ sql: String, _ bindings: Value...) throws -> Answer {
    try session.rows(sql, bindings).first?.values.first.map { Answer($0) } ?? .null
  }
}

extension Answer {
  /// A row as an object of its columns.
  init(row: StoreRow) {
    self = .object(
      Dictionary(zip(row.names, row.values.map { Answer($0) })) { first, _ in first })
  }
}

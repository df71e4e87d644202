import Foundation
import GRDB
import GRDBSQLite
import SeedbedCore

/// A session on one connection of an SQLite database.
struct SQLiteSession: StoreSession {
  let database: Database

  init(_ database: Database) {
    self.database = database
  }

  func rows(_ sql: String, _ bindings: [Value]) throws -> [StoreRow] {
    var rows: [StoreRow] = []
    try forEachRow(sql, bindings) { rows.append($0) }
    return rows
  }

  func forEachRow(
    _ sql: String, _ bindings: [Value], _ body: (StoreRow) throws -> Void
  ) throws {
    let statement = try idleStatement(sql)
    let names = statement.columnNames
    let cursor = try Row.fetchCursor(statement, arguments: arguments(for: bindings))
    while let row = try cursor.next() {
      try body(StoreRow(names: names, values: row.map { SQLiteSession.value(of: $0.1) }))
    }
  }

  @discardableResult
  func execute(_ sql: String, _ bindings: [Value]) throws -> Int {
    let before = database.totalChangesCount
    try idleStatement(sql).execute(arguments: arguments(for: bindings))
    // After a statement that changes no rows, SQLite still tells the count of the one before.
    return database.totalChangesCount == before ? 0 : database.changesCount
  }

  /// The statement kept for `sql`, or another one while a caller still walks through its rows.
  private func idleStatement(_ sql: String) throws -> Statement {
    let statement = try database.cachedStatement(sql: sql)
    return sqlite3_stmt_busy(statement.sqliteStatement) == 0
      ? statement : try database.makeStatement(sql: sql)
  }

  func storedText(of column: CollectionSchema.Column) -> String {
    "CAST(\(SQLText.identifier(column.name)) AS TEXT)"
  }

  /// `$1` is to SQLite a parameter named `1`.
  private func arguments(for bindings: [Value]) -> StatementArguments {
    var named: [String: (any DatabaseValueConvertible)?] = [:]
    for (index, value) in bindings.enumerated() {
      named[String(index + 1)] = SQLiteSession.stored(value)
    }
    return StatementArguments(named)
  }

  private static func stored(_ value: Value) -> DatabaseValue {
    switch value {
    case .null: .null
    case .bool(let flag): (flag ? 1 : 0).databaseValue
    case .int(let number): number.databaseValue
    case .float(let number): number.databaseValue
    case .decimal(let number): number.description.databaseValue
    case .text(let text), .json(let text): text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    case .timestamp(let instant): instant.description.databaseValue
    }
  }

  private static func value(of stored: DatabaseValue) -> Value {
    switch stored.storage {
    case .null: .null
    case .int64(let number): .int(number)
    case .double(let number): .float(number)
    case .string(let text): .text(text)
    case .blob(let data): .bytes(Array(data))
    }
  }

  /// A value as its text; a null is an empty one.
  static func text(of stored: DatabaseValue) -> String {
    stored.isNull ? "" : value(of: stored).description
  }
}

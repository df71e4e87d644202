import GRDBSQLite
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads an SQLite file that is somebody else's: it is never written, and nothing is made beside it where the folder
/// cannot be written.
package final class SQLiteFileReader {
  /// One value of a row; text and blobs are lent until the row ends, and text may be no UTF-8.
  package enum Cell {
    case null
    case int(Int64)
    case float(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
  }

  private let path: String
  private let database: OpaquePointer
  /// Whether SQLite was told that nobody changes the file.
  private let isImmutable: Bool
  private let entry: DatabaseFiles.Entry?

  /// - Throws: `Diagnostic` with code `store.open` when the file is no database or cannot be read.
  package init(path: String) throws {
    self.path = path
    let address = SQLiteReadAddress(of: path, othersWrite: false)
    isImmutable = address.isImmutable
    database = try Self.opened(address.uri, path)
    entry = isImmutable ? nil : DatabaseFiles.Entry(of: path)
  }

  deinit {
    sqlite3_close_v2(database)
  }

  /// The names of the columns a query answers with.
  package func columns(of sql: String) throws -> [String] {
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    return names(of: statement)
  }

  /// Hands the rows of a query on, one at a time, as one view of the file.
  ///
  /// - Throws: `Diagnostic` with code `store.statement` when it is no query.
  package func forEachRow(of sql: String, _ body: ([Cell]) throws -> Void) throws {
    let statement = try prepared(sql)
    defer { sqlite3_finalize(statement) }
    let count = sqlite3_column_count(statement)
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: try body((0..<count).map { Self.cell(statement, $0) })
      case SQLITE_DONE: return try checkUnchanged()
      default: throw problem(Self.message(of: database))
      }
    }
  }

  /// SQL for all of a table in an order that stays: that of its row identifiers, or of its key where it has none.
  ///
  /// - Throws: `Diagnostic` with code `store.statement` when there is no such table, or it is a view.
  package func query(ofTable name: String) throws -> String {
    let sql = "SELECT * FROM \(SQLText.identifier(name))"
    let kind = try texts(
      "SELECT type FROM sqlite_schema WHERE type IN ('table', 'view') AND lower(name) = lower("
        + SQLText.literal(name) + ")"
    ).first
    guard kind == "table" else {
      let names = try texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      throw Diagnostic(
        .storeStatement,
        kind == "view"
          ? "\(path): '\(name)' is a view, whose rows have no order of their own"
          : "\(path): there is no table '\(name)'\(Suggestion.phrase(for: name, among: names))",
        help: kind == "view"
          ? "write a 'query' and 'order_by'" : "it has \(names.joined(separator: ", "))")
    }
    if (try? columns(of: "\(sql) ORDER BY rowid")) != nil { return "\(sql) ORDER BY rowid" }
    let key = try texts(
      "SELECT name FROM pragma_table_info(\(SQLText.literal(name))) WHERE pk > 0 ORDER BY pk")
    return "\(sql) ORDER BY \(key.map(SQLText.identifier).joined(separator: ", "))"
  }

  private func texts(_ sql: String) throws -> [String] {
    var texts: [String] = []
    try forEachRow(of: sql) { row in
      if case .text(let bytes)? = row.first { texts.append(String(decoding: bytes, as: UTF8.self)) }
    }
    return texts
  }

  private func prepared(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    var rest = ""
    let status = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(database, text, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return status
    }
    guard status == SQLITE_OK else { throw problem(Self.message(of: database)) }
    guard let statement else { throw problem("it is empty") }
    guard sqlite3_stmt_readonly(statement) != 0, sqlite3_column_count(statement) > 0,
      rest.allSatisfy({ $0.isWhitespace || $0 == ";" })
    else {
      sqlite3_finalize(statement)
      throw problem("it is not one SELECT")
    }
    return statement
  }

  private func names(of statement: OpaquePointer) -> [String] {
    (0..<sqlite3_column_count(statement)).map { column in
      sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
    }
  }

  private func checkUnchanged() throws {
    guard isImmutable, SQLiteReadAddress.hasLog(path) else { return }
    throw Diagnostic(
      .storeBusy, "\(path) was changed while it was read", help: "nothing was loaded; run again")
  }

  private func problem(_ cause: String) -> Diagnostic {
    Diagnostic(.storeStatement, "\(path): cannot run the query", cause: cause)
  }

  private static func cell(_ statement: OpaquePointer, _ column: Int32) -> Cell {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .int(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: .float(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      .text(
        UnsafeRawBufferPointer(
          start: sqlite3_column_text(statement, column),
          count: Int(sqlite3_column_bytes(statement, column))))
    case SQLITE_BLOB:
      .blob(
        UnsafeRawBufferPointer(
          start: sqlite3_column_blob(statement, column),
          count: Int(sqlite3_column_bytes(statement, column))))
    default: .null
    }
  }

  private static func opened(_ uri: String, _ path: String) throws -> OpaquePointer {
    var database: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let status = sqlite3_open_v2(uri, &database, flags, nil)
    guard let database else {
      throw Diagnostic(.storeOpen, "cannot open the database \(path)", cause: "SQLite \(status)")
    }
    sqlite3_busy_timeout(database, 5000)
    // Opening reads nothing; the first statement does.
    guard status == SQLITE_OK,
      sqlite3_exec(database, "SELECT 1 FROM sqlite_schema LIMIT 1", nil, nil, nil) == SQLITE_OK
    else {
      let cause = message(of: database)
      let isReadOnly = sqlite3_errcode(database) == SQLITE_READONLY
      sqlite3_close_v2(database)
      if isReadOnly, SQLiteReadAddress.hasJournal(path) {
        throw SQLiteFailure.stopped(path)
      }
      throw Diagnostic(
        .storeOpen, "cannot read the database \(path)",
        help: "give the path of a sound SQLite file, not compressed", cause: cause)
    }
    return database
  }

  private static func message(of database: OpaquePointer) -> String {
    String(cString: sqlite3_errmsg(database))
  }
}

extension SQLiteFileReader.Cell {
  /// The value as its text; a null is an empty one.
  var text: String {
    switch self {
    case .null: ""
    case .int(let number): String(number)
    case .float(let number): String(number)
    case .text(let bytes), .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}

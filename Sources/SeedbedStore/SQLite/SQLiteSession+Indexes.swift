import GRDB
import SeedbedCore

/// SQLite makes the index of a primary key with its table and drops it with it. So the empty table is made again
/// without a key; at the end an index of the same form is built, and the schema is told that it is the key's.
extension SQLiteSession {
  func removeIndexes(of collection: String) throws -> [String]? {
    let made = try rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = $1 ORDER BY rowid",
      [.text(collection)])
    guard let table = made.first(where: { $0.text("type") == "table" })?.text("sql"),
      made.allSatisfy({ $0.text("type") != "trigger" }), try !isReferredTo(collection),
      let keys = try schema(of: collection)?.primaryKey.map(\.name)
    else { return nil }
    let indexes = made.filter { $0.text("type") == "index" }
    let name = SQLText.identifier(collection)
    guard indexes.contains(where: { $0.text("name") == Self.keyIndex(of: collection) }) else {
      return nil
    }
    guard indexes.count(where: { $0.text("sql") == nil }) == 1,
      let keyless = Self.withoutKey(table, keys), try mayWriteSchema()
    else { return nil }
    try execute("DROP TABLE \(name)")
    try execute(keyless)
    let columns = keys.map(SQLText.identifier).joined(separator: ", ")
    let key = SQLText.identifier(Self.newKeyIndex)
    return ["CREATE UNIQUE INDEX \(key) ON \(name) (\(columns))", table]
      + indexes.compactMap { $0.text("sql") }
  }

  func makeIndexes(_ statements: [String], of collection: String) throws -> Bool {
    let table = statements.first { $0.hasPrefix("CREATE TABLE") }
    do {
      try database.inSavepoint {
        for statement in statements where statement != table { try execute(statement) }
        return .commit
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
    guard let table else { return true }
    try writingSchema {
      try execute(
        "UPDATE sqlite_schema SET sql = $1 WHERE type = 'table' AND name = $2",
        [.text(table), .text(collection)])
      try execute(
        "UPDATE sqlite_schema SET name = $1, sql = NULL WHERE type = 'index' AND name = $2",
        [.text(Self.keyIndex(of: collection)), .text(Self.newKeyIndex)])
    }
    return true
  }

  /// The name under which the index of a key is built.
  private static let newKeyIndex = "seedbed_key"

  /// The name SQLite gives the index of a primary key.
  private static func keyIndex(of collection: String) -> String {
    "sqlite_autoindex_\(collection)_1"
  }

  /// The statement without its primary key; nil unless that is written as this product writes it.
  private static func withoutKey(_ table: String, _ keys: [String]) -> String? {
    guard table.ranges(of: "PRIMARY KEY").count == 1, !table.hasSuffix("WITHOUT ROWID") else {
      return nil
    }
    let list = keys.map(SQLText.identifier).joined(separator: ", ")
    let clause = keys.count == 1 ? " PRIMARY KEY" : ",\n  PRIMARY KEY (\(list))"
    guard table.contains(clause) else { return nil }
    return table.replacing(clause, with: "", maxReplacements: 1)
  }

  private func isReferredTo(_ collection: String) throws -> Bool {
    try !rows(
      """
      SELECT 1 AS one FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table' AND f."table" = $1 COLLATE NOCASE LIMIT 1
      """, [.text(collection)]
    ).isEmpty
  }

  /// Whether the schema may be written to; some builds of SQLite never let it.
  private func mayWriteSchema() throws -> Bool {
    do {
      try writingSchema {
        try execute("UPDATE sqlite_schema SET sql = sql WHERE name = '\(ColumnCatalogue.name)'")
      }
      return true
    } catch is DatabaseError {
      return false
    }
  }

  /// The version makes every connection read the schema again.
  private func writingSchema(_ body: () throws -> Void) throws {
    try database.execute(sql: "PRAGMA writable_schema = ON")
    defer {
      try? database.execute(sql: "PRAGMA writable_schema = RESET")
      database.clearSchemaCache()
    }
    try body()
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
  }
}

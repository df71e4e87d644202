import GRDB
import SeedbedCore

extension SQLiteSession {
  /// SQLite adds a column with a computed default only where there are no rows: an empty copy takes
  /// the column, the rows move into it, and it takes the collection's place.
  ///
  /// Views and triggers that name the collection stay as they are, and so do the numbers that were given out.
  func rebuild(_ collection: String, adding definition: String) throws {
    let made = try rows(
      "SELECT type, sql FROM sqlite_schema WHERE tbl_name = $1 AND sql IS NOT NULL ORDER BY rowid",
      [.text(collection)])
    let table = made.first { $0.text("type") == "table" }?.text("sql") ?? ""
    let name = SQLiteDialect.quoted(collection)
    let lastNumber = try givenNumbers(of: collection)
    let list = try copiedColumns(of: collection).joined(separator: ", ")
    try withoutForeignKeys {
      try execute("CREATE TABLE seedbed_copy \(Self.body(of: table))")
      try execute("ALTER TABLE seedbed_copy ADD COLUMN \(definition)")
      try execute("INSERT INTO seedbed_copy (\(list)) SELECT \(list) FROM \(name)")
      try execute("DROP TABLE \(name)")
      try keepingOthers { _ = try execute("ALTER TABLE seedbed_copy RENAME TO \(name)") }
    }
    if let lastNumber { try giveNumbers(after: lastNumber, of: collection) }
    for other in made where other.text("type") != "table" {
      if let statement = other.text("sql") { try execute(statement) }
    }
  }

  /// What follows the name of a table in its statement; comments and quotes may hold parentheses.
  private static func body(of statement: String) -> String {
    let pieces = SQLPieces(statement)
    guard let place = pieces.tokens.indices.first(where: { pieces.text($0) == "(" }) else {
      return ""
    }
    return String(decoding: pieces.bytes[pieces.tokens[place].range.lowerBound...], as: UTF8.self)
  }

  /// The columns whose values are kept, and the number of a row where it is hidden.
  private func copiedColumns(of collection: String) throws -> [String] {
    let columns = try schema(of: collection)?.columns ?? []
    let names = Set(columns.map { $0.name.lowercased() })
    let name = SQLText.identifier(collection)
    let hidden = ["rowid", "_rowid_", "oid"].first { word in
      !names.contains(word) && (try? rows("SELECT \(word) FROM \(name) LIMIT 1")) != nil
    }
    let isHidden = !columns.contains { $0.isPrimaryKey && $0.type.family == .integer }
    return (isHidden ? hidden.map { [$0] } ?? [] : []) + columns.map { SQLText.identifier($0.name) }
  }

  /// A rename checks every view and trigger, and those of this collection have no table to name at that moment.
  private func keepingOthers(_ body: () throws -> Void) throws {
    let wasLegacy = try rows("PRAGMA legacy_alter_table").first?.values.first == .int(1)
    if !wasLegacy { try database.execute(sql: "PRAGMA legacy_alter_table = ON") }
    defer { if !wasLegacy { try? database.execute(sql: "PRAGMA legacy_alter_table = OFF") } }
    try body()
  }

  /// The last number an AUTOINCREMENT gave out; nil where there is none.
  private func givenNumbers(of collection: String) throws -> Int64? {
    let known = try rows("SELECT 1 AS one FROM sqlite_schema WHERE name = 'sqlite_sequence'")
    if known.isEmpty { return nil }
    return try rows("SELECT seq FROM sqlite_sequence WHERE name = $1", [.text(collection)]).first?
      .integer("seq")
  }

  private func giveNumbers(after number: Int64, of collection: String) throws {
    try execute("DELETE FROM sqlite_sequence WHERE name = $1", [.text(collection)])
    try execute(
      "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", [.text(collection), .int(number)])
  }
}

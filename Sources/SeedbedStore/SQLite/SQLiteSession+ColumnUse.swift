import GRDB
import SeedbedCore

extension SQLiteSession {
  /// Drops a column that nothing else names.
  func drop(_ column: String, from collection: String) throws {
    try ColumnUse.check(uses(of: column, in: collection), of: column, in: collection)
    let unique = SQLiteDialect.uniqueName(column, of: collection)
    try execute("DROP INDEX IF EXISTS \(SQLText.identifier(unique))")
    do {
      try execute(
        """
        ALTER TABLE \(SQLText.identifier(collection)) DROP COLUMN \(SQLText.identifier(column))
        """)
    } catch let error as DatabaseError {
      // SQLite looks through every view and trigger, and names the first that no longer works.
      guard
        let found = error.message?.firstMatch(of: /error in (view|trigger) (.+?) after drop column/)
      else { throw error }
      try ColumnUse.check(
        ["the \(found.output.1) \(found.output.2)"], of: column, in: collection)
    }
    try catalogue.forgetColumn(column, of: collection)
  }

  /// The conditions, indexes and references that name a column and are not its own.
  private func uses(of column: String, in collection: String) throws -> [String] {
    let made = try rows(
      """
      SELECT type, name, sql FROM sqlite_schema
      WHERE tbl_name = $1 COLLATE NOCASE AND sql IS NOT NULL ORDER BY rowid
      """, [.text(collection)])
    let own = SQLiteDialect.uniqueName(column, of: collection)
    var uses: [String] = []
    for item in made {
      guard let name = item.text("name"), let sql = item.text("sql"), name != own else { continue }
      switch item.text("type") {
      case "table": uses += SQLiteTableParts(sql).uses(of: column)
      case "index" where SQLiteTableParts.namesAfterParenthesis(column, in: sql):
        uses.append("the index \(name)")
      case .some, .none: continue
      }
    }
    let references = try rows(
      """
      SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table' AND f."table" = $1 COLLATE NOCASE AND f."to" = $2 COLLATE NOCASE
      ORDER BY t.name, f.id
      """, [.text(collection), .text(column)])
    return uses
      + references.map { "the reference \($0.text("name") ?? "").\($0.text("from") ?? "")" }
  }
}

/// The columns and conditions of a table's statement.
struct SQLiteTableParts {
  private let pieces: SQLPieces
  /// The tokens of each part, between the commas.
  private let parts: [Range<Int>]

  init(_ statement: String) {
    let pieces = SQLPieces(statement)
    let first = pieces.tokens.indices.first { pieces.text($0) == "(" } ?? 0
    var depth = 0
    var start = first + 1
    var parts: [Range<Int>] = []
    for place in pieces.tokens.indices.dropFirst(first) {
      switch pieces.text(place) {
      case "(": depth += 1
      case ")": depth -= 1
      case ",": break
      case .some, .none: continue
      }
      let isEnd = depth == 0 || (depth == 1 && pieces.text(place) == ",")
      if isEnd, start <= place {
        parts.append(start..<place)
        start = place + 1
      }
      if depth == 0 { break }
    }
    self.pieces = pieces
    self.parts = parts
  }

  static func namesAfterParenthesis(_ column: String, in sql: String) -> Bool {
    let pieces = SQLPieces(sql)
    let first = pieces.tokens.indices.first { pieces.text($0) == "(" } ?? 0
    return pieces.tokens.indices.dropFirst(first).contains { pieces.isColumn(column, at: $0) }
  }

  /// The other parts that name a column.
  func uses(of column: String) -> [String] {
    parts.compactMap { part in
      let first = pieces.text(part.lowerBound)?.uppercased() ?? ""
      let isCondition = ["CHECK", "CONSTRAINT", "FOREIGN", "PRIMARY", "UNIQUE"].contains(first)
      if !isCondition, pieces.isName(column, at: part.lowerBound) { return nil }
      guard names(column, in: part) else { return nil }
      if isCondition { return "a condition of the table: \(text(of: part))" }
      let name = pieces.name(at: part.lowerBound) ?? ""
      let words = part.compactMap { pieces.text($0)?.uppercased() }
      return words.contains("CHECK") ? "the check of '\(name)'" : "the definition of '\(name)'"
    }
  }

  /// Whether it is named in parentheses, those after a reference being another table's.
  private func names(_ column: String, in part: Range<Int>) -> Bool {
    var depth = 0
    var place = part.lowerBound
    while place < part.upperBound {
      switch pieces.text(place)?.uppercased() {
      case "(": depth += 1
      case ")": depth -= 1
      case "REFERENCES": place += pieces.text(place + 2) == "(" ? 3 : 1
      case .some, .none: if depth > 0, pieces.isColumn(column, at: place) { return true }
      }
      place += 1
    }
    return false
  }

  private func text(of part: Range<Int>) -> String {
    let start = pieces.tokens[part.lowerBound].range.lowerBound
    let end = pieces.tokens[part.upperBound - 1].range.upperBound
    return String(decoding: pieces.bytes[start..<end], as: UTF8.self)
  }
}

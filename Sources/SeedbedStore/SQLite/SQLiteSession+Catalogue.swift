import SeedbedCore

/// The portable types of columns: SQLite itself keeps only five storage classes.
extension SQLiteSession {
  private static let catalogue = "seedbed_columns"

  func ensureCatalogue() throws {
    try execute(
      """
      CREATE TABLE IF NOT EXISTS seedbed_columns (
        collection TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
        PRIMARY KEY (collection, name)
      ) STRICT, WITHOUT ROWID
      """)
  }

  /// What a column has beside its place in the table: a row in the catalogue, and an index if it is
  /// unique.
  func follow(_ column: CollectionSchema.Column, of collection: String) throws {
    if column.isUnique { try execute(SQLiteDialect.createUnique(column.name, of: collection)) }
    try execute(
      """
      INSERT INTO seedbed_columns (collection, name, type) VALUES ($1, $2, $3)
      ON CONFLICT (collection, name) DO UPDATE SET type = excluded.type
      """,
      [.text(collection), .text(column.name), .text(Self.recorded(column.type))])
  }

  /// The type as the catalogue keeps it; the words of an enumeration are joined by U+001F.
  private static func recorded(_ type: ColumnType) -> String {
    if case .enumeration(let words) = type { return "enum:" + words.joined(separator: "\u{1F}") }
    return type.description
  }

  private func hasCatalogue() throws -> Bool {
    try !rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1", [.text(Self.catalogue)]
    ).isEmpty
  }

  /// The portable types of a collection's columns, where this product made them and nobody has changed them since.
  func recordedTypes(of collection: String) throws -> [String: ColumnType] {
    guard try hasCatalogue() else { return [:] }
    let made = try rows(
      """
      SELECT c.name, c.type, t.type AS declared, s.sql FROM seedbed_columns c
      JOIN pragma_table_info($1) t ON t.name = c.name
      JOIN sqlite_schema s ON s.type = 'table' AND s.name = c.collection
      WHERE c.collection = $1
      """, [.text(collection)])
    var types: [String: ColumnType] = [:]
    for row in made {
      guard let name = row.text("name"), let type = row.text("type").flatMap(Self.type(recorded:)),
        Self.type(declaredAs: row.text("declared") ?? "")
          == Self.type(declaredAs: SQLiteDialect.storage(of: type))
      else { continue }
      types[name] = Self.type(type, of: name, accordingTo: row.text("sql") ?? "")
    }
    return types
  }

  private static func type(recorded text: String) -> ColumnType? {
    guard text.hasPrefix("enum:") else { return ColumnType(text) }
    let words = text.dropFirst(5).split(separator: "\u{1F}", omittingEmptySubsequences: false)
    return .enumeration(words.map(String.init))
  }

  /// The type that the table's own conditions leave, which may have been changed by hand.
  private static func type(
    _ type: ColumnType, of column: String, accordingTo table: String
  ) -> ColumnType {
    switch type {
    case .enumeration:
      SQLNames.words(allowedFor: column, in: table).map { .enumeration($0) } ?? .text
    case .int: table.contains("2147483647") ? .int : .bigint
    case .id, .bigint, .text, .bool, .float, .decimal, .bytes, .date, .time, .timestamp, .uuid,
      .json:
      type
    }
  }

  /// The tables and their columns, with what SQLite keeps of each through a rename.
  func shapes() throws -> [SQLiteShape] {
    guard try hasCatalogue() else { return [] }
    return try rows(
      """
      SELECT s.name, s.rootpage, group_concat(t.name, char(31)) AS columns
      FROM sqlite_schema s JOIN pragma_table_info(s.name) t
      WHERE s.type = 'table' AND s.name NOT LIKE 'seedbed\\_%' ESCAPE '\\' GROUP BY s.name
      """
    ).map {
      SQLiteShape(
        name: $0.text("name") ?? "", root: $0.integer("rootpage") ?? 0,
        columns: ($0.text("columns") ?? "").split(separator: "\u{1F}").map(String.init))
    }
  }

  /// Lets the catalogue follow the tables and columns that one statement renamed, and forget the columns that are
  /// gone. What it knows of a table that is gone stays until the script ends: another may take its place.
  func followRenames(since before: [SQLiteShape]) throws {
    let after = try shapes()
    for old in before {
      guard let new = old.same(in: after, before: before) else { continue }
      if new.name != old.name {
        try execute(
          "UPDATE seedbed_columns SET collection = $1 WHERE collection = $2",
          [.text(new.name), .text(old.name)])
      }
      for (column, renamed) in old.renames(to: new) {
        try execute(
          "UPDATE seedbed_columns SET name = $1 WHERE collection = $2 AND name = $3",
          [.text(renamed), .text(new.name), .text(column)])
      }
      try execute(
        """
        DELETE FROM seedbed_columns WHERE collection = $1
        AND name NOT IN (SELECT name FROM pragma_table_info($1))
        """, [.text(new.name)])
    }
  }

  /// Forgets the tables that are gone.
  func forgetTables() throws {
    guard try hasCatalogue() else { return }
    try execute(
      """
      DELETE FROM seedbed_columns
      WHERE collection NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')
      """)
  }
}

/// A table by what a rename leaves as it is.
struct SQLiteShape {
  let name: String
  /// The page its rows begin at.
  let root: Int64
  let columns: [String]

  /// The table it is now: of its name, or a new one that has its rows.
  func same(in after: [SQLiteShape], before: [SQLiteShape]) -> SQLiteShape? {
    after.first { $0.name == name }
      ?? after.first { new in new.root == root && !before.contains { $0.name == new.name } }
  }

  /// Columns that have another name in the same place.
  func renames(to new: SQLiteShape) -> [(String, String)] {
    guard columns.count == new.columns.count else { return [] }
    return zip(columns, new.columns).filter { old, renamed in
      old != renamed && !new.columns.contains(old) && !columns.contains(renamed)
    }
  }
}

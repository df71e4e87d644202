import SeedbedCore

/// The portable types of columns, for SQLite, which itself keeps only five storage classes.
struct ColumnCatalogue {
  static let name = "seedbed_columns"

  let session: any StoreSession

  func ensure() throws {
    try session.execute(
      """
      CREATE TABLE IF NOT EXISTS \(Self.name) (
        collection TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
        PRIMARY KEY (collection, name)
      ) STRICT, WITHOUT ROWID
      """)
  }

  func isThere() throws -> Bool {
    try !session.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1", [.text(Self.name)]
    ).isEmpty
  }

  func record(_ type: ColumnType, of column: String, in collection: String) throws {
    try session.execute(
      """
      INSERT INTO \(Self.name) (collection, name, type) VALUES ($1, $2, $3)
      ON CONFLICT (collection, name) DO UPDATE SET type = excluded.type
      """, [.text(collection), .text(column), .text(Self.text(of: type))])
  }

  /// A column of the catalogue that its table still has.
  struct Entry {
    let column: String
    /// nil for a word that this version does not know.
    let type: ColumnType?
    /// The type as the table declares it.
    let declared: String
    /// The statement that made the table.
    let table: String
  }

  func entries(of collection: String) throws -> [Entry] {
    guard try isThere() else { return [] }
    return try session.rows(
      """
      SELECT c.name, c.type, t.type AS declared, s.sql FROM \(Self.name) c
      JOIN pragma_table_info($1) t ON t.name = c.name
      JOIN sqlite_schema s ON s.type = 'table' AND s.name = c.collection
      WHERE c.collection = $1
      """, [.text(collection)]
    ).map {
      Entry(
        column: try $0.decode("name"), type: Self.type(of: try $0.decode("type")),
        declared: try $0.decode("declared"), table: try $0.decode("sql"))
    }
  }

  func rename(_ old: String, to new: String) throws {
    try session.execute(
      "UPDATE \(Self.name) SET collection = $1 WHERE collection = $2", [.text(new), .text(old)])
  }

  func renameColumn(_ old: String, to new: String, in collection: String) throws {
    try session.execute(
      "UPDATE \(Self.name) SET name = $1 WHERE collection = $2 AND name = $3",
      [.text(new), .text(collection), .text(old)])
  }

  func forget(_ collection: String) throws {
    try session.execute("DELETE FROM \(Self.name) WHERE collection = $1", [.text(collection)])
  }

  func forgetColumn(_ column: String, of collection: String) throws {
    try session.execute(
      "DELETE FROM \(Self.name) WHERE collection = $1 AND name = $2",
      [.text(collection), .text(column)])
  }

  /// Forgets the columns that a table no longer has.
  func forgetColumnsGone(from collection: String) throws {
    try session.execute(
      """
      DELETE FROM \(Self.name) WHERE collection = $1
      AND name NOT IN (SELECT name FROM pragma_table_info($1))
      """, [.text(collection)])
  }

  /// Forgets the tables that are gone.
  func forgetTablesGone() throws {
    guard try isThere() else { return }
    try session.execute(
      """
      DELETE FROM \(Self.name)
      WHERE collection NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')
      """)
  }

  /// The type as the catalogue keeps it; the words of an enumeration are joined by U+001F.
  private static func text(of type: ColumnType) -> String {
    if case .enumeration(let words) = type { return "enum:" + words.joined(separator: "\u{1F}") }
    return type.description
  }

  private static func type(of text: String) -> ColumnType? {
    guard text.hasPrefix("enum:") else { return ColumnType(text) }
    let words = text.dropFirst(5).split(separator: "\u{1F}", omittingEmptySubsequences: false)
    return .enumeration(words.map(String.init))
  }
}

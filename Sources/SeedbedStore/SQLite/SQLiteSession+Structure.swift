import SeedbedCore

extension SQLiteSession {
  /// The portable types of columns: SQLite itself keeps only five storage classes.
  private static let catalogue = "seedbed_columns"

  func apply(_ change: StructureChange) throws {
    try ensureCatalogue()
    switch change {
    case .createCollection(let schema):
      try execute(SQLiteDialect.create(schema))
      for index in schema.indexes {
        try execute(SQLiteDialect.create(index, on: schema.name))
      }
      for column in schema.columns { try follow(column, of: schema.name) }
    case .dropCollection(let name):
      try execute("DROP TABLE \(SQLiteDialect.quoted(name))")
      try execute("DELETE FROM seedbed_columns WHERE collection = $1", [.text(name)])
    case .renameCollection(let old, let new): try renameCollection(old, to: new)
    case .addColumn(let column, let collection): try add(column, to: collection)
    case .dropColumn(let column, let collection): try drop(column, from: collection)
    case .renameColumn(let old, let new, let collection):
      try renameColumn(old, to: new, in: collection)
    case .createIndex(let index, let collection):
      try execute(SQLiteDialect.create(index, on: collection))
    case .dropIndex(let index, let collection):
      // An adopted database has names of its own.
      let name = try indexes(of: collection).first { $0.origin == "c" && $0.index == index }?.name
      try execute("DROP INDEX \(SQLiteDialect.quoted(name ?? index.name(in: collection)))")
    }
  }

  private func add(_ column: CollectionSchema.Column, to collection: String) throws {
    let others = try schema(of: collection).map(SQLiteNumbers.decimals) ?? []
    let definition = SQLiteDialect.definition(
      of: column, isOnlyKey: false, decimals: others + (column.type.isDecimal ? [column.name] : []))
    let name = SQLiteDialect.quoted(collection)
    let isEmpty = try rows("SELECT 1 FROM \(name) LIMIT 1").isEmpty
    if column.defaultValue == .now, !isEmpty {
      try rebuild(collection, adding: definition)
    } else {
      try execute("ALTER TABLE \(name) ADD COLUMN \(definition)")
    }
    try follow(column, of: collection)
  }

  private func drop(_ column: String, from collection: String) throws {
    let unique = SQLiteDialect.uniqueName(column, of: collection)
    try execute("DROP INDEX IF EXISTS \(SQLiteDialect.quoted(unique))")
    try execute(
      """
      ALTER TABLE \(SQLiteDialect.quoted(collection)) DROP COLUMN \(SQLiteDialect.quoted(column))
      """)
    try execute(
      "DELETE FROM seedbed_columns WHERE collection = $1 AND name = $2",
      [.text(collection), .text(column)])
  }

  /// SQLite adds a column with a computed default only where there are no rows: an empty copy takes
  /// the column, the rows move into it, and it takes the collection's place.
  private func rebuild(_ collection: String, adding definition: String) throws {
    let made = try rows(
      "SELECT type, sql FROM sqlite_schema WHERE tbl_name = $1 AND sql IS NOT NULL ORDER BY rowid",
      [.text(collection)])
    let parts = made.first { $0.text("type") == "table" }?.text("sql")?.drop { $0 != "(" } ?? ""
    let columns = try schema(of: collection)?.columns.map { SQLiteDialect.quoted($0.name) } ?? []
    let list = columns.joined(separator: ", ")
    let name = SQLiteDialect.quoted(collection)
    try execute("CREATE TABLE seedbed_copy \(parts)")
    try execute("ALTER TABLE seedbed_copy ADD COLUMN \(definition)")
    try execute("INSERT INTO seedbed_copy (\(list)) SELECT \(list) FROM \(name)")
    try execute("DROP TABLE \(name)")
    try execute("ALTER TABLE seedbed_copy RENAME TO \(name)")
    for other in made where other.text("type") != "table" {
      if let statement = other.text("sql") { try execute(statement) }
    }
  }

  private func renameCollection(_ old: String, to new: String) throws {
    let indexes = try indexes(of: old)
    try execute(
      "ALTER TABLE \(SQLiteDialect.quoted(old)) RENAME TO \(SQLiteDialect.quoted(new))")
    try execute(
      "UPDATE seedbed_columns SET collection = $1 WHERE collection = $2", [.text(new), .text(old)])
    for index in indexes {
      try make(index.renaming(collection: (old, new)), inPlaceOf: index)
    }
  }

  private func renameColumn(_ old: String, to new: String, in collection: String) throws {
    let indexes = try indexes(of: collection)
    try execute(
      """
      ALTER TABLE \(SQLiteDialect.quoted(collection)) \
      RENAME COLUMN \(SQLiteDialect.quoted(old)) TO \(SQLiteDialect.quoted(new))
      """)
    try execute(
      "UPDATE seedbed_columns SET name = $1 WHERE collection = $2 AND name = $3",
      [.text(new), .text(collection), .text(old)])
    for index in indexes {
      let statement = index.renaming(collection: (collection, collection), column: (old, new))
      try make(statement, inPlaceOf: index)
    }
  }

  /// Index names are made from collection and columns, so they follow a rename.
  private func make(_ statement: String?, inPlaceOf index: SQLiteIndex) throws {
    guard let statement else { return }
    try execute("DROP INDEX \(SQLiteDialect.quoted(index.name))")
    try execute(statement)
  }

  private func ensureCatalogue() throws {
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
  private func follow(_ column: CollectionSchema.Column, of collection: String) throws {
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

  /// The portable types of a collection's columns, where this product made them.
  func recordedTypes(of collection: String) throws -> [String: ColumnType] {
    let known = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = $1", [.text(Self.catalogue)])
    if known.isEmpty { return [:] }
    var types: [String: ColumnType] = [:]
    try forEachRow(
      "SELECT name, type FROM seedbed_columns WHERE collection = $1", [.text(collection)]
    ) { row in
      guard let name = row.text("name"), let text = row.text("type") else { return }
      types[name] =
        text.hasPrefix("enum:")
        ? .enumeration(
          text.dropFirst(5).split(separator: "\u{1F}", omittingEmptySubsequences: false)
            .map(String.init)) : ColumnType(text)
    }
    return types
  }
}

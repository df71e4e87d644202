import SeedbedCore

/// The SQL text of SQLite for portable structures.
enum SQLiteDialect {
  /// An identifier in double quotes, quotes inside doubled.
  static func quoted(_ name: String) -> String {
    SQLText.identifier(name)
  }

  static func quotedText(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }

  static func create(_ schema: CollectionSchema) -> String {
    let keys = schema.primaryKey
    let decimals = SQLiteNumbers.decimals(of: schema)
    var lines = schema.columns.map {
      definition(of: $0, isOnlyKey: keys.count == 1, decimals: decimals)
    }
    if keys.count > 1 {
      lines.append("PRIMARY KEY (\(keys.map { quoted($0.name) }.joined(separator: ", ")))")
    }
    return """
      CREATE TABLE \(quoted(schema.name)) (
        \(lines.joined(separator: ",\n  "))
      ) STRICT
      """
  }

  /// `decimals`: the names of the collection's decimals, which a check may compare.
  static func definition(
    of column: CollectionSchema.Column, isOnlyKey: Bool, decimals: [String]
  ) -> String {
    let name = quoted(column.name)
    var parts = [name, storage(of: column.type)]
    if !column.isNullable || column.isPrimaryKey { parts.append("NOT NULL") }
    if column.isPrimaryKey, isOnlyKey { parts.append("PRIMARY KEY") }
    if let value = column.defaultValue { parts.append("DEFAULT \(SQLiteDefault.text(of: value))") }
    if let condition = condition(of: column.type, name) { parts.append("CHECK (\(condition))") }
    if let check = column.check {
      parts.append("CHECK (\(SQLiteNumbers.comparing(decimals, in: check)))")
    }
    if let reference = column.references {
      parts.append(
        "REFERENCES \(quoted(reference.collection)) (\(quoted(reference.column)))"
          + " ON DELETE \(rule(reference.onDelete))")
    }
    return parts.joined(separator: " ")
  }

  static func create(_ index: CollectionSchema.Index, on collection: String) -> String {
    let columns = index.columns.map { quoted($0.name) + ($0.isDescending ? " DESC" : "") }
    return """
      CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(quoted(index.name(in: collection))) \
      ON \(quoted(collection)) (\(columns.joined(separator: ", ")))
      """
  }

  /// A unique column is kept so by an index of its own, which can come and go with the column;
  /// SQLite can neither add a UNIQUE column nor drop one.
  static func createUnique(_ column: String, of collection: String) -> String {
    """
    CREATE UNIQUE INDEX \(quoted(uniqueName(column, of: collection))) \
    ON \(quoted(collection)) (\(quoted(column)))
    """
  }

  static func uniqueName(_ column: String, of collection: String) -> String {
    "\(collection)_\(column)_unique"
  }

  static func insert(into target: InsertTarget) -> String {
    let columns = target.columns.map(quoted).joined(separator: ", ")
    let marks = target.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let statement = """
      INSERT INTO \(quoted(target.schema.name)) (\(columns)) VALUES (\(marks))
      """
    let keys = target.schema.primaryKey.map(\.name)
    guard !keys.isEmpty else { return statement }
    let key = keys.map(quoted).joined(separator: ", ")
    switch target.conflict {
    case .fail: return statement
    case .keep: return statement + " ON CONFLICT (\(key)) DO NOTHING"
    case .update:
      let changes = target.columns.filter { !keys.contains($0) }
        .map { "\(quoted($0)) = excluded.\(quoted($0))" }
      return changes.isEmpty
        ? statement + " ON CONFLICT (\(key)) DO NOTHING"
        : statement + " ON CONFLICT (\(key)) DO UPDATE SET \(changes.joined(separator: ", "))"
    }
  }

  /// Parameters are the columns, in their order; a row that holds them already is left alone.
  static func update(_ target: InsertTarget) -> String? {
    let keys = target.schema.primaryKey.map(\.name)
    func list(_ isKey: Bool, _ separator: String, _ part: (String, Int) -> String) -> String {
      target.columns.enumerated().filter { keys.contains($0.element) == isKey }
        .map { part(quoted($0.element), $0.offset + 1) }.joined(separator: separator)
    }
    let changes = list(false, ", ") { "\($0) = ?\($1)" }
    let match = list(true, " AND ") { "\($0) = ?\($1)" }
    guard !changes.isEmpty, !match.isEmpty else { return nil }
    return """
      UPDATE \(quoted(target.schema.name)) SET \(changes) WHERE \(match) \
      AND (\(list(false, " OR ") { "\($0) IS NOT ?\($1)" }))
      """
  }

  static func select(_ columns: [String], of collection: String, byKeys keys: [String]) -> String {
    let conditions = keys.enumerated().map { "\(quoted($1)) = ?\($0 + 1)" }
    return """
      SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(quoted(collection)) \
      WHERE \(conditions.joined(separator: " AND "))
      """
  }

  static func storage(of type: ColumnType) -> String {
    switch type {
    case .id: "INTEGER"
    // As a primary key, INTEGER would make up a number where a record has none.
    case .int, .bigint, .bool: "INT"
    case .float: "REAL"
    case .bytes: "BLOB"
    case .text, .decimal, .date, .time, .timestamp, .uuid, .json, .enumeration: "TEXT"
    }
  }

  /// What the engine's storage class does not enforce by itself.
  static func condition(of type: ColumnType, _ name: String) -> String? {
    switch type {
    case .bool: "\(name) IN (0, 1)"
    case .int: "\(name) BETWEEN -2147483648 AND 2147483647"
    // json_valid(NULL) is 0 before SQLite 3.45.
    case .json: "\(name) IS NULL OR json_valid(\(name))"
    case .enumeration(let words):
      "\(name) IN (\(words.map(quotedText).joined(separator: ", ")))"
    case .id, .bigint, .text, .float, .decimal, .bytes, .date, .time, .timestamp, .uuid: nil
    }
  }

  private static func rule(_ rule: CollectionSchema.DeleteRule) -> String {
    switch rule {
    case .restrict: "RESTRICT"
    case .cascade: "CASCADE"
    case .setNull: "SET NULL"
    }
  }
}

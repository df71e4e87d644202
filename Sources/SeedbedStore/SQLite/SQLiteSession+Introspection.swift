import SeedbedCore

extension SQLiteSession {
  /// Without the tables in which virtual tables keep their rows.
  func collectionNames() throws -> [String] {
    let shadows = try shadowTables()
    return try tableNames().filter { !shadows.contains($0) }
  }

  /// Every table but those of SQLite and of the store.
  func tableNames() throws -> [String] {
    try rows(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table'
      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'seedbed\\_%' ESCAPE '\\'
      ORDER BY name
      """
    ).compactMap { $0.text("name") }
  }

  private func shadowTables() throws -> Set<String> {
    let hasVirtual = try !rows(
      "SELECT 1 AS one FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' LIMIT 1"
    ).isEmpty
    guard hasVirtual else { return [] }
    return Set(
      try rows("SELECT name FROM pragma_table_list WHERE type = 'shadow' AND schema = 'main'")
        .compactMap { $0.text("name") })
  }

  func kind(ofName name: String) throws -> String? {
    try rows(
      "SELECT type FROM sqlite_schema WHERE type <> 'trigger' AND lower(name) = lower($1)",
      [.text(name)]
    ).first?.text("type")
  }

  func hasCollection(_ name: String) throws -> Bool {
    try !rows("SELECT 1 AS one FROM pragma_table_info($1) LIMIT 1", [.text(name)]).isEmpty
  }

  func schema(of collection: String) throws -> CollectionSchema? {
    let columns = try rows(
      """
      SELECT name, type, "notnull" AS required, dflt_value, pk FROM pragma_table_info($1)
      ORDER BY cid
      """, [.text(collection)])
    if columns.isEmpty { return nil }
    let types = try recordedTypes(of: collection)
    let references = try references(of: collection)
    let indexes = try indexes(of: collection)
    let unique = Set(indexes.compactMap { $0.uniqueColumn(of: collection) })
    return CollectionSchema(
      name: collection,
      columns: columns.map { row in
        let name = row.text("name") ?? ""
        let isKey = (row.integer("pk") ?? 0) > 0
        let type = types[name] ?? Self.type(declaredAs: row.text("type") ?? "")
        return CollectionSchema.Column(
          name: name, type: type, isPrimaryKey: isKey,
          isNullable: row.integer("required") == 0 && !isKey,
          isUnique: unique.contains(name),
          defaultValue: row.text("dflt_value").map { SQLiteDefault.read($0, as: type) },
          references: references[name], isZoneless: types[name] == nil && type == .timestamp)
      },
      indexes:
        indexes
        .filter { $0.origin == "c" && $0.isWhole && $0.uniqueColumn(of: collection) == nil }
        .map(\.index))
  }

  private func references(
    of collection: String
  ) throws -> [String: CollectionSchema.Reference] {
    var references: [String: CollectionSchema.Reference] = [:]
    try forEachRow(
      """
      SELECT "from" AS child, "table" AS parent, "to" AS parent_column, on_delete
      FROM pragma_foreign_key_list($1) ORDER BY id, seq
      """, [.text(collection)]
    ) { row in
      guard let child = row.text("child"), let parent = row.text("parent") else { return }
      let rule: CollectionSchema.DeleteRule =
        switch row.text("on_delete") {
        case "CASCADE": .cascade
        case "SET NULL": .setNull
        case .some, .none: .restrict
        }
      references[child] = CollectionSchema.Reference(
        collection: parent, column: row.text("parent_column") ?? "id", onDelete: rule)
    }
    return references
  }

  func indexes(of collection: String) throws -> [SQLiteIndex] {
    let lists = try rows(
      """
      SELECT name, "unique" AS is_unique, origin, partial FROM pragma_index_list($1) ORDER BY name
      """, [.text(collection)])
    return try lists.map { list in
      let name = list.text("name") ?? ""
      let columns = try rows(
        """
        SELECT name, "desc" AS is_descending FROM pragma_index_xinfo($1) WHERE "key" = 1
        ORDER BY seqno
        """, [.text(name)])
      let index = CollectionSchema.Index(
        columns: columns.map {
          .init(name: $0.text("name") ?? "", isDescending: $0.integer("is_descending") == 1)
        }, isUnique: list.integer("is_unique") == 1)
      let isWhole =
        list.integer("partial") == 0 && columns.allSatisfy { $0.text("name") != nil }
      return SQLiteIndex(
        name: name, index: index, origin: list.text("origin") ?? "", isWhole: isWhole)
    }
  }

  /// The nearest portable type of a column this product did not make, by SQLite's affinity rules.
  static func type(declaredAs text: String) -> ColumnType {
    let name = text.uppercased()
    if name.hasPrefix("DATETIME") || name.hasPrefix("TIMESTAMP") { return .timestamp }
    if name == "DATE" { return .date }
    if let numeric = ColumnType(
      name.lowercased().replacing("numeric", with: "decimal").replacing(" ", with: "")),
      numeric.isDecimal
    {
      return numeric
    }
    if name.contains("INT") { return .bigint }
    if name.contains("BOOL") { return .bool }
    if name.contains("BLOB") { return .bytes }
    if name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB") { return .float }
    return .text
  }
}

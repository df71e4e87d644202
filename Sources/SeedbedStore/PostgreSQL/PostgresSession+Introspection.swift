import SeedbedCore

extension PostgresSession {
  /// The tables of the schema that statements without one mean.
  static let here = """
    relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
    """

  func collectionNames() throws -> [String] {
    try rows(
      """
      SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
      AND \(Self.here) AND relname NOT LIKE 'seedbed\\_%' ORDER BY relname COLLATE "C"
      """
    ).compactMap { $0.text("relname") }
  }

  /// SQL for the word for what a `relkind` of `pg_class` stands for.
  static func relationKind(_ column: String) -> String {
    """
    CASE \(column) WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
      WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'S' THEN 'sequence'
      WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'type' ELSE 'table' END
    """
  }

  func kind(ofName name: String) throws -> String? {
    try rows(
      """
      SELECT coalesce(
        (SELECT \(Self.relationKind("relkind")) FROM pg_class WHERE \(Self.here) AND relname = $1),
        (SELECT 'type' FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = current_schema() AND typname = $1)) AS kind
      """, [.text(name)]
    ).first?.text("kind")
  }

  func hasCollection(_ name: String) throws -> Bool { try table(named: name) != nil }

  private func table(named name: String) throws -> Int64? {
    try rows(
      "SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND \(Self.here) AND relname = $1",
      [.text(name)]
    ).first?.integer("oid")
  }

  func schema(of collection: String) throws -> CollectionSchema? {
    guard let table = try table(named: collection) else { return nil }
    let columns = try rows(
      """
      SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
        a.attidentity <> '' AS given, a.attgenerated <> '' AS generated,
        coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS expression,
        coalesce(a.attnum = ANY (
          SELECT unnest(indkey) FROM pg_index WHERE indrelid = a.attrelid AND indisprimary), false)
          AS is_key
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, [.int(table)])
    let words = try enumerations(of: table)
    let references = try references(of: table)
    let indexes = try indexes(of: collection)
    let unique = Set(indexes.compactMap { $0.uniqueColumn(of: collection) })
    return CollectionSchema(
      name: collection,
      columns: columns.map { row in
        let name = row.text("attname") ?? ""
        let declared = row.text("type") ?? ""
        let type =
          words[name].map(ColumnType.enumeration)
          ?? Self.type(named: declared, isGiven: row.integer("given") == 1)
        let isGenerated = row.integer("generated") == 1
        let expression = isGenerated ? "" : row.text("expression") ?? ""
        return CollectionSchema.Column(
          name: name, type: type, isPrimaryKey: row.integer("is_key") == 1,
          isNullable: row.integer("required") == 0, isUnique: unique.contains(name),
          defaultValue: expression.isEmpty ? nil : PostgresDefault.read(expression, as: type),
          references: references[name], isGenerated: isGenerated,
          isZoneless: type == .timestamp && declared.hasSuffix("without time zone"))
      },
      indexes: indexes.filter { $0.isPlain && $0.uniqueColumn(of: collection) == nil }
        .map(\.index))
  }

  /// The words of the columns that are enumerations by a check of ours.
  private func enumerations(of table: Int64) throws -> [String: [String]] {
    var words: [String: [String]] = [:]
    try forEachRow(
      """
      SELECT a.attname, pg_get_constraintdef(c.oid) AS condition FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.conrelid = $1 AND c.contype = 'c' AND array_length(c.conkey, 1) = 1
      AND c.conname LIKE $2
      """, [.int(table), .text("%\\\(PostgresDialect.enumSuffix)")]
    ) { row in
      words[row.text("attname") ?? ""] = PostgresLiteral.all(in: row.text("condition") ?? "")
    }
    return words
  }

  private func references(of table: Int64) throws -> [String: CollectionSchema.Reference] {
    var references: [String: CollectionSchema.Reference] = [:]
    try forEachRow(
      """
      SELECT a.attname AS child, t.relname AS parent, p.attname AS parent_column,
        CAST(c.confdeltype AS text) AS rule
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = c.confkey[1]
      WHERE c.conrelid = $1 AND c.contype = 'f' AND array_length(c.conkey, 1) = 1 ORDER BY c.oid
      """, [.int(table)]
    ) { row in
      let rule: CollectionSchema.DeleteRule =
        switch row.text("rule") {
        case "c": .cascade
        case "n": .setNull
        case .some, .none: .restrict
        }
      references[row.text("child") ?? ""] = CollectionSchema.Reference(
        collection: row.text("parent") ?? "", column: row.text("parent_column") ?? "",
        onDelete: rule)
    }
    return references
  }

  /// The indexes on columns, by name; those on expressions and on some rows only are left out.
  func indexes(of collection: String) throws -> [PostgresIndex] {
    var indexes: [PostgresIndex] = []
    try forEachRow(
      """
      SELECT i.relname AS name, x.indisunique AS is_unique, k.place, a.attname,
        CAST(x.indoption[k.place - 1] AS int) & 1 AS is_descending,
        EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid
          AND c.conrelid = x.indrelid AND c.contype IN ('p', 'u', 'x')) AS is_constraint,
        x.indisprimary AS is_primary
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
      CROSS JOIN generate_series(1, CAST(x.indnkeyatts AS int)) AS k(place)
      JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[k.place - 1]
      WHERE t.relname = $1 AND t.\(Self.here) AND x.indexprs IS NULL AND x.indpred IS NULL
      ORDER BY i.relname COLLATE "C", k.place
      """, [.text(collection)]
    ) { row in
      let name = row.text("name") ?? ""
      let column = CollectionSchema.IndexColumn(
        name: row.text("attname") ?? "", isDescending: row.integer("is_descending") == 1)
      if indexes.last?.name == name {
        indexes[indexes.count - 1].index.columns.append(column)
      } else {
        indexes.append(
          PostgresIndex(
            name: name, index: .init(columns: [column], isUnique: row.integer("is_unique") == 1),
            isConstraint: row.integer("is_constraint") == 1,
            isPrimary: row.integer("is_primary") == 1))
      }
    }
    return indexes
  }

  /// The portable type of a type's name, the nearest for those this product does not make.
  static func type(named name: String, isGiven: Bool) -> ColumnType {
    switch name {
    case "bigint": return isGiven ? .id : .bigint
    case "integer", "smallint": return isGiven ? .id : .int
    case "boolean": return .bool
    case "double precision", "real": return .float
    case "bytea": return .bytes
    case "date": return .date
    case "uuid": return .uuid
    case "json", "jsonb": return .json
    case "numeric": return .decimal(precision: 38, scale: 12)
    default:
      // Both may have a precision, as in `timestamp(6) without time zone`.
      if name.hasPrefix("timestamp") { return .timestamp }
      if name.hasPrefix("time") { return .time }
      return ColumnType(name.replacing("numeric(", with: "decimal(")) ?? .text
    }
  }
}

/// An index as the server lists it.
struct PostgresIndex {
  let name: String
  var index: CollectionSchema.Index
  /// Whether a constraint made it.
  let isConstraint: Bool
  let isPrimary: Bool

  /// Whether it was made as an index.
  var isPlain: Bool { !isConstraint }

  /// The column this index keeps unique on the column's own behalf, or nil.
  func uniqueColumn(of collection: String) -> String? {
    guard index.isUnique, !isPrimary, index.columns.count == 1, let column = index.columns.first,
      isConstraint || name == PostgresDialect.uniqueName(column.name, of: collection)
    else { return nil }
    return column.name
  }
}

import SeedbedCore

/// How the rows of a table are named in SQL that copies and restores them.
struct PostgresCopiedTable {
  let name: String
  let copy: String
  let keys: [String]
  /// Without those that the database computes from others.
  let columns: [String]
  /// Of those that are not keys, the ones an update may set.
  let settable: [String]

  init(_ copied: CopiedRows, in session: PostgresSession) throws {
    name = copied.table.sql
    copy = SQLText.identifier(copied.copy)
    let keys = try session.keys(of: copied.table)
    self.keys = keys
    let rows = try session.rows(
      """
      SELECT CAST(column_name AS text) AS name,
        coalesce(CAST(identity_generation AS text), '') = 'ALWAYS' AS given
      FROM information_schema.columns
      WHERE table_schema = coalesce($2, current_schema()) AND table_name = $1
        AND is_generated = 'NEVER'
      ORDER BY ordinal_position
      """, copied.table.bindings)
    func names(_ rows: [StoreRow]) -> [String] {
      rows.compactMap { $0.text("name").map(SQLText.identifier) }
    }
    // The table may have got columns since.
    let copied = Set(try session.columnNames(of: TableName(name: copied.copy)))
    columns = names(rows).filter(copied.contains)
    settable = names(rows.filter { $0.integer("given") == 0 })
      .filter { !keys.contains($0) && copied.contains($0) }
  }

  /// The columns of a copy, in double quotes, if the table has them all; nil otherwise.
  static func shared(of copied: CopiedRows, in session: PostgresSession) throws -> [String]? {
    let columns = try session.columnNames(of: TableName(name: copied.copy))
    let there = Set(try session.columnNames(of: copied.table))
    return columns.allSatisfy(there.contains) ? columns : nil
  }

  /// The copied rows whose key is not there; all of them into a table without keys.
  var insertion: String {
    let list = columns.joined(separator: ", ")
    let missing =
      keys.isEmpty
      ? "" : " WHERE NOT EXISTS (SELECT 1 FROM ONLY \(name) AS seedbed_t WHERE \(match))"
    return """
      INSERT INTO \(name) (\(list)) OVERRIDING SYSTEM VALUE
      SELECT \(list) FROM \(copy) AS seedbed_c\(missing)
      """
  }

  var update: String? {
    if keys.isEmpty || settable.isEmpty { return nil }
    let values = settable.map { "\($0) = seedbed_c.\($0)" }.joined(separator: ", ")
    return """
      UPDATE ONLY \(name) AS seedbed_t SET \(values) FROM \(copy) AS seedbed_c WHERE \(match)
      AND CAST(ROW(\(list("seedbed_c"))) AS text) <> CAST(ROW(\(list("seedbed_t"))) AS text)
      """
  }

  var removal: String? {
    if keys.isEmpty { return nil }
    return """
      DELETE FROM ONLY \(name) AS seedbed_t
      WHERE NOT EXISTS (SELECT 1 FROM \(copy) AS seedbed_c WHERE \(match))
      """
  }

  private func list(_ table: String) -> String {
    columns.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  private var match: String {
    keys.map { "seedbed_c.\($0) = seedbed_t.\($0)" }.joined(separator: " AND ")
  }
}

extension PostgresSession {
  /// In double quotes, in their order.
  func columnNames(of table: TableName) throws -> [String] {
    try rows(
      """
      SELECT a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relname = $1 AND n.nspname = coalesce($2, current_schema())
        AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, table.bindings
    ).compactMap { $0.text("attname").map(SQLText.identifier) }
  }

  /// The columns of the primary key, in double quotes.
  func keys(of table: TableName) throws -> [String] {
    try rows(
      """
      SELECT a.attname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
      WHERE x.indisprimary AND t.relname = $1 AND n.nspname = coalesce($2, current_schema())
      ORDER BY a.attnum
      """, table.bindings
    ).compactMap { $0.text("attname").map(SQLText.identifier) }
  }
}

extension TableName {
  /// The name as `$1`, the schema or null as `$2`.
  var bindings: [Value] { [.text(name), .textOrNull(schema)] }

  /// SQL for the schema and the name of a table, as columns that `init(_:named:)` reads.
  ///
  /// `schema`: SQL for the name of its schema.
  /// `table`: SQL for its own name.
  static func columns(
    _ schema: String = "n.nspname", _ table: String = "t.relname", as name: String = "name"
  ) -> String {
    """
    CASE WHEN \(schema) = current_schema() THEN NULL ELSE \(schema) END AS \(name)_schema,
      \(table) AS \(name)
    """
  }

  /// Reads what `columns` gives.
  init(_ row: StoreRow, named name: String = "name") {
    self.init(schema: row.text("\(name)_schema"), name: row.text(name) ?? "")
  }
}

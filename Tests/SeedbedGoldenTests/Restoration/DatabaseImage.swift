import SeedbedStore

/// All that a database holds, to the last byte, in lines: rows with what names them, counters and structure.
enum DatabaseImage {
  static func of(_ session: any StoreSession, _ engine: StoreEngine) throws -> [String] {
    switch engine {
    case .sqlite: try sqlite(session)
    case .postgres: try postgres(session)
    }
  }

  private static func sqlite(_ session: any StoreSession) throws -> [String] {
    let objects = try session.rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%seedbed%' ORDER BY type, name"
    )
    var lines = objects.map { "\($0.values)" }
    for object in objects where object.text("type") == "table" {
      guard let name = object.text("name"), !name.hasPrefix("sqlite_"),
        object.text("sql")?.contains("VIRTUAL TABLE") == false
      else { continue }
      let columns = try session.rows(
        "SELECT name FROM pragma_table_xinfo('\(name)') ORDER BY cid"
      ).compactMap { $0.text("name") }
      let values = columns.map { column in
        let column = SQLText.identifier(column)
        return """
          typeof(\(column)) || ':' || CASE typeof(\(column)) WHEN 'text' THEN hex(CAST(\(column) AS blob))
          WHEN 'blob' THEN hex(\(column)) WHEN 'real' THEN printf('%!.20g', \(column))
          ELSE quote(\(column)) END
          """
      }
      let isKeyed = object.text("sql")?.contains("WITHOUT ROWID") ?? false
      let number = isKeyed || columns.contains("rowid") ? "''" : "rowid"
      lines += try session.rows(
        "SELECT \(number) || ' ' || \(values.joined(separator: " || ' ' || ")) AS line FROM \(SQLText.identifier(name))"
      ).map { "\(name) \($0.text("line") ?? "")" }.sorted()
    }
    if objects.contains(where: { $0.text("name") == "sqlite_sequence" }) {
      lines += try session.rows(
        "SELECT name || ' ' || seq AS line FROM sqlite_sequence ORDER BY name"
      ).map { "counter \($0.text("line") ?? "")" }
    }
    return lines
  }

  private static func postgres(_ session: any StoreSession) throws -> [String] {
    let own = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
    let tables = try session.rows(
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(t.relname) AS name, t.relkind::text AS kind
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE \(own) AND t.relname NOT LIKE '%seedbed%' AND t.relkind IN ('r', 'S')
      ORDER BY 1
      """)
    var lines: [String] = []
    for table in tables {
      guard let name = table.text("name") else { continue }
      let rows =
        table.text("kind") == "S"
        ? "SELECT last_value || ' ' || is_called AS line FROM \(name)"
        : "SELECT CAST((x.*) AS text) AS line FROM ONLY \(name) AS x"
      lines += try session.rows(rows).map { "\(name) \($0.text("line") ?? "")" }.sorted()
    }
    lines += try session.rows(
      """
      SELECT t.relname || ' ' || g.tgname || ' ' || g.tgenabled::text AS line
      FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal ORDER BY 1
      """
    ).map { $0.text("line") ?? "" }
    lines += try session.rows(
      """
      SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line
      FROM pg_constraint WHERE conrelid <> 0 AND conrelid::regclass::text NOT LIKE 'seedbed%'
      ORDER BY 1
      """
    ).map { $0.text("line") ?? "" }
    return lines
  }
}

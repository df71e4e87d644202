import SeedbedCore

extension SQLiteSession {
  func details(of collection: String) throws -> StructureDetails {
    var details = StructureDetails()
    let sql = try rows(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = $1", [.text(collection)]
    ).first?.text("sql")
    let text = SQLiteTableText(sql ?? "")
    let columns = try rows(
      "SELECT name, type, hidden FROM pragma_table_xinfo($1) ORDER BY cid",
      [.text(collection)])
    let schema = try schema(of: collection)
    let own = (schema?.columns ?? []).compactMap {
      SQLiteDialect.condition(of: $0.type, SQLText.identifier($0.name))
    }.map(SQLiteTableText.normalized)
    details.checks = text.checks.map(SQLiteTableText.normalized).filter { !own.contains($0) }
    details.extras = text.collations.map { "column '\($0.column)' is collated \($0.name)" }
    for column in columns {
      let name = column.text("name") ?? ""
      if (column.integer("hidden") ?? 0) > 1 {
        details.extras.append("column '\(name)' is generated")
      }
      let type = (column.text("type") ?? "").uppercased()
      if type == "INTEGER", schema?.primaryKey.map(\.name) == [name] {
        details.numbered.insert(name)
      }
      if type == "NUMERIC" || type == "DECIMAL" { details.openDecimals.insert(name) }
    }
    try addIndexes(of: collection, to: &details)
    try addReferences(of: collection, to: &details)
    details.extras += try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = $1 ORDER BY name",
      [.text(collection)]
    ).map { "trigger '\($0.text("name") ?? "")' is there" }
    return details
  }

  private func addIndexes(of collection: String, to details: inout StructureDetails) throws {
    details.uniqueGroups = try indexes(of: collection)
      .filter { $0.origin == "u" && $0.index.columns.count > 1 }.map(\.index)
    let partial = try rows(
      """
      SELECT l.name FROM pragma_index_list($1) l WHERE l."unique" = 1 AND (l.partial = 1
      OR EXISTS (SELECT 1 FROM pragma_index_info(l.name) i WHERE i.name IS NULL)) ORDER BY l.name
      """, [.text(collection)])
    details.extras += partial.map {
      "unique index '\($0.text("name") ?? "")' of some rows or of an expression is there"
    }
  }

  private func addReferences(of collection: String, to details: inout StructureDetails) throws {
    let keys = try rows(
      """
      SELECT id, count(*) AS size, min("from") AS child, min(on_update) AS on_update
      FROM pragma_foreign_key_list($1) GROUP BY id ORDER BY id
      """, [.text(collection)])
    for key in keys {
      let name = key.text("child") ?? ""
      if (key.integer("size") ?? 0) > 1 {
        details.extras.append("a foreign key of several columns, '\(name)' among them, is there")
      }
      if let rule = key.text("on_update"), !["NO ACTION", "RESTRICT"].contains(rule) {
        details.extras.append("column '\(name)' has ON UPDATE \(rule)")
      }
    }
  }

  func normalized(_ checks: [String], of schema: CollectionSchema) throws -> [String] {
    let decimals = SQLiteNumbers.decimals(of: schema)
    let made = Set(try details(of: schema.name).checks)
    return checks.map { check in
      // A check of an adopted table may compare a number as it stands.
      let plain = SQLiteTableText.normalized(check)
      return made.contains(plain)
        ? plain : SQLiteTableText.normalized(SQLiteNumbers.comparing(decimals, in: check))
    }
  }
}

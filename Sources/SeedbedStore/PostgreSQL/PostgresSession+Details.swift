import SeedbedCore

extension PostgresSession {
  func details(of collection: String) throws -> StructureDetails {
    var details = StructureDetails()
    guard
      let table = try rows(
        "SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND \(Self.here) AND relname = $1",
        [.text(collection)]
      ).first?.integer("oid")
    else { return details }
    details.checks = try rows(
      """
      SELECT pg_get_expr(conbin, conrelid) AS condition FROM pg_constraint
      WHERE conrelid = $1 AND contype = 'c' AND NOT (conname LIKE $2 AND array_length(conkey, 1) = 1)
      ORDER BY conname
      """, [.int(table), .text("%\\\(PostgresDialect.enumSuffix)")]
    ).compactMap { $0.text("condition") }
    try addColumns(of: table, to: &details)
    details.uniqueGroups = try indexes(of: collection)
      .filter {
        $0.isConstraint && !$0.isPrimary && $0.index.isUnique && $0.index.columns.count > 1
      }
      .map(\.index)
    details.extras += try rows(
      """
      SELECT 'trigger ''' || tgname || ''' is there' AS words FROM pg_trigger
      WHERE tgrelid = $1 AND NOT tgisinternal
      UNION ALL
      SELECT 'unique index ''' || i.relname || ''' of some rows or of an expression is there'
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      WHERE x.indrelid = $1 AND x.indisunique AND (x.indexprs IS NOT NULL OR x.indpred IS NOT NULL)
      UNION ALL
      SELECT 'a foreign key of several columns, ''' || conname || ''', is there' FROM pg_constraint
      WHERE conrelid = $1 AND contype = 'f' AND array_length(conkey, 1) > 1
      UNION ALL
      SELECT 'an exclusion, ''' || conname || ''', is there' FROM pg_constraint
      WHERE conrelid = $1 AND contype = 'x'
      UNION ALL
      SELECT 'column ''' || a.attname || ''' has an ON UPDATE of its own' FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.conrelid = $1 AND c.contype = 'f' AND c.confupdtype NOT IN ('a', 'r')
      UNION ALL
      SELECT 'row security is on' FROM pg_class WHERE oid = $1 AND relrowsecurity
      ORDER BY 1
      """, [.int(table)]
    ).compactMap { $0.text("words") }
    return details
  }

  private func addColumns(of table: Int64, to details: inout StructureDetails) throws {
    let columns = try rows(
      """
      SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
        CAST(a.attidentity <> '' AS int) AS is_given, CAST(a.attgenerated <> '' AS int) AS is_generated,
        coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS expression,
        CASE WHEN c.collname NOT IN ('default', 'C', 'POSIX') THEN c.collname ELSE '' END AS collation
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation c ON c.oid = a.attcollation
      WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, [.int(table)])
    for column in columns {
      let name = column.text("name") ?? ""
      let expression = column.text("expression") ?? ""
      if column.integer("is_generated") == 1 {
        details.extras.append("column '\(name)' is generated")
      } else if expression.hasPrefix("nextval(") || column.integer("is_given") == 1 {
        details.numbered.insert(name)
      }
      if column.text("type") == "numeric" { details.openDecimals.insert(name) }
      if let collation = column.text("collation"), !collation.isEmpty {
        details.extras.append("column '\(name)' is collated \(collation)")
      }
    }
  }

  /// As the server would print them, had they been made with the table that is there.
  func normalized(_ checks: [String], of schema: CollectionSchema) throws -> [String] {
    if checks.isEmpty { return [] }
    try execute("SAVEPOINT seedbed_adoption")
    defer { _ = try? execute("ROLLBACK TO SAVEPOINT seedbed_adoption") }
    try execute(
      "CREATE TEMPORARY TABLE seedbed_adoption (LIKE \(SQLText.identifier(schema.name)))")
    for (place, check) in checks.enumerated() {
      try execute(
        "ALTER TABLE pg_temp.seedbed_adoption ADD CONSTRAINT check_\(1000 + place) CHECK (\(check))"
      )
    }
    return try rows(
      """
      SELECT pg_get_expr(conbin, conrelid) AS condition FROM pg_constraint
      WHERE conrelid = CAST('pg_temp.seedbed_adoption' AS regclass) AND contype = 'c'
      ORDER BY conname
      """
    ).compactMap { $0.text("condition") }
  }
}

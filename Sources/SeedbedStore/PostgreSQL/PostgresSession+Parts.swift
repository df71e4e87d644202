import SeedbedCore

extension PostgresSession {
  /// Large objects are in no schema, and no part of the structure.
  func firstContent() throws -> String? {
    try rows(
      """
      SELECT schema || '.' || name AS name FROM (\(Self.parts(isDefined: false))) AS parts
      UNION ALL SELECT 'the large object ' || oid FROM pg_largeobject_metadata
      ORDER BY 1 LIMIT 1
      """
    ).first?.text("name")
  }

  func structure() throws -> [StructurePart: String] {
    let parts = try rows(
      """
      SELECT kind, definition, \(TableName.columns("schema", "name")),
        \(TableName.columns("table_schema", "table_name", as: "owner"))
      FROM (\(Self.parts(isDefined: true)) UNION ALL \(Self.withoutContent)) AS parts
      """)
    return Dictionary(
      parts.map { row in
        (
          StructurePart(
            kind: row.text("kind") ?? "", name: TableName(row),
            table: row.text("owner") == nil ? nil : TableName(row, named: "owner")),
          row.text("definition") ?? ""
        )
      }, uniquingKeysWith: +)
  }

  /// SQL for what people made, in any schema, with the table it belongs to.
  ///
  /// `isDefined`: whether definitions are asked for, with functions that not every engine has.
  private static func parts(isDefined: Bool) -> String {
    [relations, triggers, functions, types].map { part in
      "SELECT \(part.columns), \(isDefined ? part.definition : "NULL") AS definition \(part.source)"
    }.joined(separator: " UNION ALL ")
  }

  /// SQL for parts of one kind: kind, schema, name, schema and name of the table; how they are defined; where from.
  private struct Source {
    let columns: String
    let definition: String
    let source: String
  }

  private static let triggers = Source(
    columns: "'trigger' AS kind, n.nspname, g.tgname, n.nspname, t.relname",
    definition: "concat_ws(' ', pg_get_triggerdef(g.oid), CAST(g.tgenabled AS text))",
    source: """
      FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE NOT g.tgisinternal AND \(isOfPeople("pg_class", "t.oid"))
        AND NOT \(Bookkeeping.isOwn("t.relname"))
      """)

  private static let functions = Source(
    columns: """
      'function', n.nspname,
        concat(p.proname, '(', pg_get_function_identity_arguments(p.oid), ')'), NULL, NULL
      """,
    definition: "concat_ws(' ', pg_get_function_result(p.oid), p.prosecdef, p.prosrc)",
    source: """
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE \(isOfPeople("pg_proc", "p.oid"))
      """)

  private static let types = Source(
    columns: """
      CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, n.nspname, t.typname, NULL, NULL
      """,
    definition: """
      concat_ws(' ', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
        t.typnotnull, t.typdefault,
        (SELECT string_agg(pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname)
          FROM pg_constraint k WHERE k.contypid = t.oid),
        (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
          FROM pg_enum e WHERE e.enumtypid = t.oid))
      """,
    source: """
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype IN ('d', 'e', 'r') AND \(isOfPeople("pg_type", "t.oid"))
      """)

  /// SQL for what holds nothing by itself: schemas and extensions.
  private static let withoutContent = """
    SELECT 'schema', current_schema(), n.nspname, NULL, NULL, NULL FROM pg_namespace n
    WHERE \(isOfPeople("pg_namespace", "n.oid"))
    UNION ALL
    SELECT 'extension', current_schema(), e.extname, NULL, NULL, e.extversion FROM pg_extension e
    """

  private static let relations = Source(
    columns: """
      \(relationKind("c.relkind")) AS kind, n.nspname AS schema, c.relname AS name, o.nspname AS table_schema, t.relname AS table_name
      """,
    definition: """
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid)
        WHEN c.relkind IN ('i', 'I') THEN pg_get_indexdef(c.oid)
        ELSE concat_ws(', ',
          (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
              a.attnotnull, pg_get_expr(d.adbin, d.adrelid)), ', ' ORDER BY a.attnum)
            FROM pg_attribute a
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
          (SELECT string_agg(concat_ws(' ', k.conname, pg_get_constraintdef(k.oid)), ', '
              ORDER BY k.conname)
            FROM pg_constraint k WHERE k.conrelid = c.oid),
          (SELECT string_agg(r.definition, ' ' ORDER BY r.rulename) FROM pg_rules r
            WHERE r.schemaname = n.nspname AND r.tablename = c.relname),
          (SELECT concat_ws(' ', q.data_type, q.start_value, q.increment_by, q.min_value,
              q.max_value, q.cycle)
            FROM pg_sequences q
            WHERE q.schemaname = n.nspname AND q.sequencename = c.relname)) END
      """,
    source: """
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_depend s ON c.relkind = 'S' AND s.classid = CAST('pg_class' AS regclass)
        AND s.objid = c.oid AND s.refclassid = CAST('pg_class' AS regclass)
        AND s.deptype IN ('a', 'i')
      LEFT JOIN pg_class t ON t.oid = coalesce(i.indrelid, s.refobjid)
      LEFT JOIN pg_namespace o ON o.oid = t.relnamespace
      WHERE c.relkind <> 't' AND \(isOfPeople("pg_class", "c.oid"))
        AND NOT \(Bookkeeping.isOwn("coalesce(t.relname, c.relname)"))
      """)

  /// SQL for whether something in the schema `n` is neither the server's nor of an extension.
  static func isOfPeople(_ catalogue: String, _ number: String) -> String {
    """
    (n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.deptype = 'e'
        AND d.classid = CAST('\(catalogue)' AS regclass) AND d.objid = \(number)))
    """
  }
}

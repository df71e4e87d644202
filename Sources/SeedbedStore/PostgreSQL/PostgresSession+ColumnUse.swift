import SeedbedCore

extension PostgresSession {
  /// What depends on a column and is not its own, as the server describes it.
  ///
  /// Its own are its default, its sequence, conditions and references of it alone, and the index that keeps it
  /// unique.
  func uses(of column: String, in collection: String) throws -> [String] {
    var uses: [String] = []
    do {
      try atomically {
        uses = try rows(
          """
          SELECT DISTINCT CASE
            WHEN c.contype = 'c' THEN format('the check %s %s', c.conname, pg_get_constraintdef(c.oid))
            WHEN r.oid IS NOT NULL THEN 'the ' || pg_describe_object('pg_class'::regclass, r.ev_class, 0)
            ELSE 'the ' || pg_describe_object(d.classid, d.objid, 0) END AS use
          FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
          JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid
            AND d.refobjsubid = a.attnum
          LEFT JOIN pg_constraint c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
          LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
          LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
          LEFT JOIN pg_class o ON d.classid = 'pg_class'::regclass AND o.oid = d.objid
          LEFT JOIN pg_index x ON x.indexrelid = o.oid
          WHERE t.relkind IN ('r', 'p') AND t.\(Self.here) AND t.relname = $1 AND a.attname = $2
          AND NOT coalesce(c.conrelid = t.oid AND c.conkey = ARRAY[a.attnum]
            AND c.contype IN ('c', 'f', 'n'), false)
          AND NOT coalesce(c.conrelid = t.oid AND c.contype = 'c' AND c.conname = $4, false)
          AND NOT coalesce(f.adrelid = t.oid AND f.adnum = a.attnum, false)
          AND NOT coalesce(o.relkind = 'S', false)
          AND NOT coalesce(o.relname = $3 AND x.indnatts = 1 AND x.indpred IS NULL
            AND x.indexprs IS NULL, false)
          ORDER BY use
          """,
          [
            .text(collection), .text(column),
            .text(PostgresDialect.uniqueName(column, of: collection)),
            .text(PostgresDialect.checkName(column, of: collection)),
          ]
        ).compactMap { $0.text("use") }
      }
    } catch let error as PostgresError where error.state == "42883" || error.kind == "0A" {
      // A server that cannot say it refuses what depends on the column itself.
    }
    return uses
  }
}

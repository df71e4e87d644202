import SeedbedCore

extension PostgresSession {
  func keepsRowsAsSent(_ collection: String) throws -> Bool {
    let found = try rows(
      """
      SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal)
        OR EXISTS (SELECT 1 FROM pg_rewrite WHERE ev_class = c.oid)
        OR EXISTS (
          SELECT 1 FROM pg_attribute a
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (
            a.attgenerated <> '' OR format_type(a.atttypid, NULL) NOT IN (
              'bigint', 'integer', 'smallint', 'text', 'character varying', 'boolean',
              'double precision', 'numeric', 'bytea', 'date', 'time without time zone',
              'timestamp with time zone', 'uuid', 'json', 'jsonb')
            OR a.atttypmod >= 0 AND format_type(a.atttypid, NULL) <> 'numeric'
            OR pg_get_expr(d.adbin, d.adrelid) !~ $2)) AS alters
      FROM pg_class c WHERE relkind IN ('r', 'p') AND c.\(Self.here) AND relname = $1
      """, [.text(collection), .text(Self.literalDefault)]
    ).first
    return found?.integer("alters") == 0
  }

  /// Defaults that are the same for every row, or the time of the insert.
  private static let literalDefault =
    #"^(now\(\)|CURRENT_TIMESTAMP|true|false|NULL(::.*)?|E?'([^']|'')*'(::[a-z ]+(\([0-9,]+\))?)?|"#
    + #"\(?'?-?[0-9.]+'?\)?(::[a-z ]+(\([0-9,]+\))?)?)$"#
}

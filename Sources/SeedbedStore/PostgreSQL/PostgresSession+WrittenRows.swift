import SeedbedCore

extension PostgresSession {
  private static let written = "n_tup_ins + n_tup_upd + n_tup_del"

  /// A table of another server counts if a trigger names it that ran; large objects are the server's own tables.
  ///
  /// The server counts what a connection wrote until it hands that on, which it does once a second at most and never
  /// in a transaction: so there are rows of earlier transactions among them.
  func writtenRows() throws -> [TableName: Int64] {
    let tables = try rows(
      """
      SELECT \(TableName.columns("schemaname", "relname")), \(Self.written) AS written
      FROM pg_stat_xact_user_tables
      WHERE \(Self.written) > 0 AND relname NOT LIKE 'seedbed\\_%' AND schemaname NOT LIKE 'pg\\_%'
      UNION ALL
      SELECT \(TableName.columns("schemaname", "relname")), \(Self.written)
      FROM pg_stat_xact_sys_tables
      WHERE \(Self.written) > 0 AND relname IN ('pg_largeobject', 'pg_largeobject_metadata')
      UNION ALL
      SELECT \(TableName.columns("n.nspname", "f.relname")), (
        SELECT CAST(sum(\(Self.written)) AS bigint)
        FROM pg_stat_xact_user_tables s JOIN pg_trigger g ON g.tgrelid = s.relid
        JOIN pg_proc p ON p.oid = g.tgfoid
        WHERE NOT g.tgisinternal AND position(f.relname IN p.prosrc) > 0)
      FROM pg_class f JOIN pg_namespace n ON n.oid = f.relnamespace
      WHERE f.relkind = 'f'
      """)
    return Dictionary(
      tables.map { (TableName($0), $0.integer("written") ?? 0) }, uniquingKeysWith: +)
  }
}

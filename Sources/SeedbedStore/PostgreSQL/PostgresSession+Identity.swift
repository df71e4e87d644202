import SeedbedCore

extension PostgresSession {
  /// The cluster and the database in it: no copy, dump or template of it shares both.
  func identity() throws -> String {
    let database = try rows(
      "SELECT oid, datname FROM pg_database WHERE datname = current_database()"
    ).first
    let number = database?.integer("oid").map(String.init) ?? database?.text("datname") ?? ""
    return "database \(number) of \(try cluster())"
  }

  var otherIdentity: String { "the mark was made for another database" }

  /// What the server calls itself; engines that say nothing are all alike.
  private func cluster() throws -> String {
    let isKnown = try rows(
      """
      SELECT 1 AS one FROM pg_proc WHERE proname = 'pg_control_system'
      AND has_function_privilege(oid, 'EXECUTE')
      """)
    guard !isKnown.isEmpty else { return "a server" }
    return try rows(
      "SELECT CAST(system_identifier AS text) AS name FROM pg_catalog.pg_control_system()"
    ).first?.text("name") ?? "a server"
  }

  /// Tables, views and sequences of every schema, save those of the server, of extensions and our own, and large
  /// objects, which are in none.
  func firstContent() throws -> String? {
    try rows(
      """
      SELECT n.nspname || '.' || c.relname AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
      AND NOT \(StoreTables.isOwn("c.relname"))
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid
        AND d.classid = CAST('pg_class' AS regclass) AND d.deptype = 'e')
      UNION ALL SELECT 'the large object ' || oid FROM pg_largeobject_metadata
      ORDER BY 1 LIMIT 1
      """
    ).first?.text("name")
  }
}

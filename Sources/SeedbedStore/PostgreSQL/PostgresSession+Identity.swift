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
}

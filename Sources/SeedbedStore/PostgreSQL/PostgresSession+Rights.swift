import SeedbedCore

/// What this role may do with the rows of a table.
extension PostgresSession {
  /// The largest table of another schema that is copied, in bytes.
  private static let largestElsewhere = 64 << 20

  /// Whether this role sees every row, and may write it back.
  func mayCopy(_ table: TableName) throws -> Bool {
    let privileges = ["SELECT", "INSERT", "UPDATE", "DELETE"].map {
      "has_table_privilege(t.oid, '\($0)')"
    }
    return try rows(
      """
      SELECT 1 AS one FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relname = $1 AND n.nspname = coalesce($2, current_schema())
        AND has_schema_privilege(n.oid, 'USAGE') AND \(privileges.joined(separator: " AND "))
        AND NOT row_security_active(t.oid)
        AND (n.nspname = current_schema() OR pg_table_size(t.oid) <= \(Self.largestElsewhere))
      """, table.bindings
    ).isEmpty == false
  }

  func mayRead(_ collection: String) throws -> Bool {
    try !rows(
      """
      SELECT 1 AS one FROM pg_class t
      WHERE t.relname = $1 AND t.\(Self.here) AND has_table_privilege(t.oid, 'SELECT')
      """, [.text(collection)]
    ).isEmpty
  }

  func hidesRows(of collection: String) throws -> Bool {
    try !rows(
      """
      SELECT 1 AS one FROM pg_class t
      WHERE t.relname = $1 AND t.\(Self.here) AND row_security_active(t.oid)
      """, [.text(collection)]
    ).isEmpty
  }
}

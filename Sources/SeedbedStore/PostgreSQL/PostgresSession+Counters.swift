import SeedbedCore

/// Where sequences stand, and are set again.
extension PostgresSession {
  /// Those of other schemas by their name in SQL.
  func counters() throws -> [String: String] {
    let sequences = try rows(
      """
      SELECT \(TableName.columns())
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relkind = 'S' AND t.relpersistence <> 't' AND NOT \(Self.isForeign)
        AND has_schema_privilege(n.oid, 'USAGE')
        AND CASE WHEN t.relkind = 'S' THEN has_sequence_privilege(t.oid, 'SELECT')
          AND has_sequence_privilege(t.oid, 'UPDATE') ELSE false END
      ORDER BY n.nspname COLLATE "C", t.relname COLLATE "C"
      """
    ).map { TableName($0) }
    var counters: [String: String] = [:]
    for sequence in sequences {
      let row = try rows(
        """
        SELECT CAST(last_value AS text) AS place, CAST(is_called AS text) AS called
        FROM \(sequence.sql)
        """
      ).first
      counters[sequence.schema == nil ? sequence.name : sequence.sql] =
        "\(row?.text("place") ?? "1") \(row?.text("called") ?? "false")"
    }
    return counters
  }

  func restoreCounters(_ counters: [String: String]) throws {
    let now = try self.counters()
    for (name, record) in counters.sorted(by: { $0.key < $1.key }) {
      let parts = record.split(separator: " ").map(String.init)
      guard parts.count == 2, let there = now[name], there != record else { continue }
      try execute(
        """
        SELECT setval(CAST($1 AS regclass), CAST($2 AS bigint), CAST($3 AS boolean))
        """,
        [
          .text(name.hasPrefix("\"") ? name : SQLText.identifier(name)), .text(parts[0]),
          .text(parts[1]),
        ])
    }
  }
}

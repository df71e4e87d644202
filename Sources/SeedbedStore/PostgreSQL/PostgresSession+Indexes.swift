import SeedbedCore

extension PostgresSession {
  func removeIndexes(of collection: String) throws -> [String]? {
    let table = try rows(
      """
      SELECT t.oid FROM pg_class t WHERE t.relkind = 'r' AND NOT t.relispartition
      AND t.\(Self.here) AND t.relname = $1
      AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE t.oid IN (h.inhparent, h.inhrelid))
      AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = t.oid)
      """, [.text(collection)])
    guard let table = table.first?.integer("oid") else { return nil }
    let indexes = try rows(
      """
      SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition,
        coalesce(pg_get_constraintdef(c.oid), '') AS constrains,
        x.indisreplident OR x.indisclustered OR i.reloptions IS NOT NULL OR i.reltablespace <> 0
          OR NOT x.indisvalid AS is_special
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.conrelid = x.indrelid
        AND c.contype IN ('p', 'u', 'x')
      WHERE x.indrelid = $1 ORDER BY x.indisprimary DESC, i.relname COLLATE "C"
      """, [.int(table)])
    guard !indexes.isEmpty, indexes.allSatisfy({ $0.integer("is_special") == 0 }) else {
      return nil
    }
    let owner = "ALTER TABLE \(SQLText.identifier(collection))"
    var made: [String] = []
    do {
      try atomically {
        for index in indexes {
          let name = SQLText.identifier(index.text("name") ?? "")
          if let constraint = index.text("constrains"), !constraint.isEmpty {
            try connection.run("\(owner) DROP CONSTRAINT \(name)")
            made.append("\(owner) ADD CONSTRAINT \(name) \(constraint)")
          } else {
            try connection.run("DROP INDEX \(name)")
            made.append(index.text("definition") ?? "")
          }
        }
      }
    } catch let error as PostgresError where error.state == Self.insufficientPrivilege {
      return nil
    }
    return made
  }

  func makeIndexes(_ statements: [String], of collection: String) throws -> Bool {
    do {
      try atomically {
        for statement in statements { try connection.run(statement) }
      }
      return true
    } catch let error as PostgresError where error.state == Self.uniqueViolation {
      return false
    }
  }

  private static let insufficientPrivilege = "42501"
  private static let uniqueViolation = "23505"
}

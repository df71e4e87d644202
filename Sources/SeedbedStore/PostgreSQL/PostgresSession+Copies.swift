import SeedbedCore

/// Rows are known by their primary key; those of a table without one are replaced as a whole.
extension PostgresSession {
  func copyRows(of collection: String, to copy: String) throws -> Bool {
    let name = SQLText.identifier(copy)
    try execute("DROP TABLE IF EXISTS \(name)")
    try execute("CREATE TABLE \(name) AS SELECT * FROM \(SQLText.identifier(collection))")
    let keys = try keys(of: collection)
    if !keys.isEmpty { try execute("CREATE INDEX ON \(name) (\(keys.joined(separator: ", ")))") }
    try execute("ANALYZE \(name)")
    return true
  }

  func restoreRows(_ copies: [CopiedRows]) throws {
    let different = try copies.filter { try !holds($0) }
    if different.isEmpty { return }
    let triggers = try switchedOff(of: copies.map(\.collection))
    do {
      try atomically { try restoreRowByRow(different) }
    } catch let error as PostgresError where error.isAboutRow {
      // A row stands in the way of another, such as one with the same unique value.
      try replaceAll(in: copies, different)
    }
    try run(afterChecks: triggers)
  }

  func holds(_ copied: CopiedRows) throws -> Bool {
    func texts(_ table: String) -> String {
      "SELECT CAST((seedbed_t.*) AS text) FROM \(SQLText.identifier(table)) AS seedbed_t"
    }
    let (own, kept) = (texts(copied.collection), texts(copied.copy))
    return try rows(
      """
      SELECT 1 AS one WHERE EXISTS (\(own) EXCEPT ALL \(kept))
      OR EXISTS (\(kept) EXCEPT ALL \(own))
      """
    ).isEmpty
  }

  /// Adds what is missing, sets what changed, and removes what is too much, in this order, so that no row loses
  /// the one it refers to on the way.
  private func restoreRowByRow(_ copies: [CopiedRows]) throws {
    let tables = try copies.map { try CopiedTable($0, in: self) }
    for table in tables {
      if table.keys.isEmpty { try execute("DELETE FROM \(table.name)") }
      try execute(table.insertion)
    }
    for table in tables { if let update = table.update { try execute(update) } }
    for table in tables.reversed() { if let removal = table.removal { try execute(removal) } }
  }

  /// Empties what differs and all that refers to it, and fills it again.
  private func replaceAll(in copies: [CopiedRows], _ different: [CopiedRows]) throws {
    let keys = try foreignKeys()
    var names = Set(different.map(\.collection))
    while case let more = keys.filter({ names.contains($0.parent) && !names.contains($0.table) }),
      !more.isEmpty
    {
      names.formUnion(more.map(\.table))
    }
    let tables = try copies.filter { names.contains($0.collection) }
      .map { try CopiedTable($0, in: self) }
    let loosened = try keys.filter { !$0.isDeferrable && names.contains($0.table) }.compactMap {
      key in
      try isAllowed("\(key.alteration) DEFERRABLE INITIALLY DEFERRED")
        ? "\(key.alteration) NOT DEFERRABLE" : nil
    }
    for table in tables.reversed() { try execute("DELETE FROM \(table.name)") }
    for table in tables { try execute(table.insertion) }
    try run(afterChecks: loosened)
  }

  /// Changes tables, which cannot be done while checks of them wait.
  private func run(afterChecks statements: [String]) throws {
    if statements.isEmpty { return }
    try execute("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in statements { try execute(statement) }
    try execute("SET CONSTRAINTS ALL DEFERRED")
  }

  func writableColumns(of collection: String) throws -> [String] {
    try rows(
      """
      SELECT CAST(column_name AS text) AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'
      """, [.text(collection)]
    ).compactMap { $0.text("name") }
  }

  func counters() throws -> [String: String] {
    let names = try rows(
      "SELECT relname FROM pg_class WHERE relkind = 'S' AND \(Self.here) ORDER BY relname"
    ).compactMap { $0.text("relname") }
    var counters: [String: String] = [:]
    for name in names {
      let row = try rows(
        """
        SELECT CAST(last_value AS text) AS place, CAST(is_called AS text) AS called
        FROM \(SQLText.identifier(name))
        """
      ).first
      counters[name] = "\(row?.text("place") ?? "1") \(row?.text("called") ?? "false")"
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
        """, [.text(SQLText.identifier(name)), .text(parts[0]), .text(parts[1])])
    }
  }

  /// Switches the triggers of collections off, as far as this role may.
  ///
  /// - Returns: the statements that make them what they were.
  private func switchedOff(of collections: [String]) throws -> [String] {
    let triggers = try rows(
      """
      SELECT t.relname, g.tgname, CAST(g.tgenabled AS text) AS mode
      FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
      WHERE t.\(Self.here) AND NOT g.tgisinternal AND g.tgenabled <> 'D'
      ORDER BY t.relname, g.tgname
      """)
    return try triggers.compactMap { row in
      guard let table = row.text("relname"), collections.contains(table) else { return nil }
      let trigger = SQLText.identifier(row.text("tgname") ?? "")
      let mode =
        switch row.text("mode") {
        case "R": "ENABLE REPLICA"
        case "A": "ENABLE ALWAYS"
        case .some, .none: "ENABLE"
        }
      let owner = "ALTER TABLE \(SQLText.identifier(table))"
      return try isAllowed("\(owner) DISABLE TRIGGER \(trigger)")
        ? "\(owner) \(mode) TRIGGER \(trigger)" : nil
    }
  }

  private func foreignKeys() throws -> [ForeignKey] {
    try rows(
      """
      SELECT t.relname, p.relname AS parent, c.conname, c.condeferrable FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
      WHERE c.contype = 'f' AND t.\(Self.here) ORDER BY t.relname, c.conname
      """
    ).map { row in
      ForeignKey(
        table: row.text("relname") ?? "", parent: row.text("parent") ?? "",
        name: row.text("conname") ?? "", isDeferrable: row.integer("condeferrable") == 1)
    }
  }

  /// Runs a statement that needs the rights of an owner; false where they are missing.
  private func isAllowed(_ statement: String) throws -> Bool {
    do {
      try atomically { try connection.run(statement) }
      return true
    } catch let error as PostgresError where error.kind == "42" {
      return false
    }
  }
}

private struct ForeignKey {
  let table: String
  let parent: String
  let name: String
  let isDeferrable: Bool

  var alteration: String {
    "ALTER TABLE \(SQLText.identifier(table)) ALTER CONSTRAINT \(SQLText.identifier(name))"
  }
}

/// How the rows of a table are named in SQL that copies and restores them.
private struct CopiedTable {
  let name: String
  let copy: String
  let keys: [String]
  /// Without those that the database computes from others.
  let columns: [String]
  /// Of those that are not keys, the ones an update may set.
  let settable: [String]

  init(_ copied: CopiedRows, in session: PostgresSession) throws {
    name = SQLText.identifier(copied.collection)
    copy = SQLText.identifier(copied.copy)
    let keys = try session.keys(of: copied.collection)
    self.keys = keys
    let rows = try session.rows(
      """
      SELECT CAST(column_name AS text) AS name,
        coalesce(CAST(identity_generation AS text), '') = 'ALWAYS' AS given
      FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'
      ORDER BY ordinal_position
      """, [.text(copied.collection)])
    func names(_ rows: [StoreRow]) -> [String] {
      rows.compactMap { $0.text("name").map(SQLText.identifier) }
    }
    columns = names(rows)
    settable = names(rows.filter { $0.integer("given") == 0 }).filter { !keys.contains($0) }
  }

  /// The copied rows whose key is not there; all of them into a table without keys.
  var insertion: String {
    let list = columns.joined(separator: ", ")
    let missing =
      keys.isEmpty
      ? "" : " WHERE NOT EXISTS (SELECT 1 FROM \(name) AS seedbed_t WHERE \(match))"
    return """
      INSERT INTO \(name) (\(list)) OVERRIDING SYSTEM VALUE
      SELECT \(list) FROM \(copy) AS seedbed_c\(missing)
      """
  }

  var update: String? {
    if keys.isEmpty || settable.isEmpty { return nil }
    let values = settable.map { "\($0) = seedbed_c.\($0)" }.joined(separator: ", ")
    return """
      UPDATE \(name) AS seedbed_t SET \(values) FROM \(copy) AS seedbed_c WHERE \(match)
      AND CAST((seedbed_c.*) AS text) <> CAST((seedbed_t.*) AS text)
      """
  }

  var removal: String? {
    if keys.isEmpty { return nil }
    return """
      DELETE FROM \(name) AS seedbed_t
      WHERE NOT EXISTS (SELECT 1 FROM \(copy) AS seedbed_c WHERE \(match))
      """
  }

  private var match: String {
    keys.map { "seedbed_c.\($0) = seedbed_t.\($0)" }.joined(separator: " AND ")
  }
}

extension PostgresSession {
  /// The columns of the primary key, in double quotes.
  fileprivate func keys(of collection: String) throws -> [String] {
    try rows(
      """
      SELECT a.attname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
      WHERE x.indisprimary AND t.relname = $1 AND t.\(Self.here) ORDER BY a.attnum
      """, [.text(collection)]
    ).compactMap { $0.text("attname").map(SQLText.identifier) }
  }
}

import SeedbedCore

/// Rows are known by their primary key; those of a table without one are replaced as a whole.
extension PostgresSession {
  /// Partitions are tables of their own, and so are the children of a table, whose rows it shows as well.
  func tablesWithRows() throws -> [TableName] {
    let tables = try rows(
      """
      SELECT \(TableName.columns())
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relkind = 'r' AND t.relpersistence <> 't' AND NOT \(Self.isForeign)
      ORDER BY n.nspname <> current_schema(), n.nspname COLLATE "C", t.relname COLLATE "C"
      """
    ).map { TableName($0) }
    let keys = try foreignKeys()
    let parents = Dictionary(keys.map { ($0.table, [$0.parent]) }, uniquingKeysWith: +)
    return tables.parentsFirst(\.self) { parents[$0] ?? [] }
  }

  /// Whether `t` in `n` is of the system, the store or an extension, and not of a person.
  static let isForeign = """
    (NOT \(isOfPeople("pg_class", "t.oid")) OR t.relname LIKE 'seedbed\\_%')
    """

  func copyRows(of table: TableName, to copy: String) throws -> Bool {
    guard try mayCopy(table) else { return false }
    let name = SQLText.identifier(copy)
    try execute("DROP TABLE IF EXISTS \(name)")
    try execute("CREATE TABLE \(name) AS SELECT * FROM ONLY \(table.sql)")
    let keys = try keys(of: table)
    if !keys.isEmpty { try execute("CREATE INDEX ON \(name) (\(keys.joined(separator: ", ")))") }
    try execute("ANALYZE \(name)")
    return true
  }

  /// A row may stand in the way of another, and what refers to a row that goes may go with it: what is not
  /// restored by then is replaced.
  func restoreRows(_ copies: [CopiedRows]) throws {
    var different = try copies.filter { try !difference(of: $0).isNone }
    if different.isEmpty { return }
    try checkConstraints()
    let triggers = try switchedOff(of: copies.map(\.table))
    let rules = try withoutUnvalidated(of: different.map(\.table))
    for _ in 0..<3 where !different.isEmpty {
      do {
        try atomically { try restoreRowByRow(different) }
      } catch let error as PostgresError where error.isAboutRow {
        break
      }
      different = try copies.filter { try !difference(of: $0).isNone }
    }
    if !different.isEmpty { try replaceAll(in: copies, different) }
    try run(afterChecks: triggers + rules)
  }

  func difference(of copied: CopiedRows) throws -> CopyDifference {
    let columns = try PostgresCopiedTable.shared(of: copied, in: self)
    let row = columns.map { "ROW(\($0.map { "seedbed_t.\($0)" }.joined(separator: ", ")))" }
    func texts(_ table: String) -> String {
      "SELECT CAST(\(row ?? "seedbed_t.*") AS text) FROM \(table) AS seedbed_t"
    }
    let own = texts("ONLY \(copied.table.sql)")
    let kept = texts(SQLText.identifier(copied.copy))
    let counts = try rows(
      """
      SELECT (SELECT count(*) FROM (\(own) EXCEPT ALL \(kept)) AS seedbed_a) AS added,
        (SELECT count(*) FROM (\(kept) EXCEPT ALL \(own)) AS seedbed_m) AS missing
      """
    ).first
    return CopyDifference(
      table: copied.table, missing: Int(counts?.integer("missing") ?? 0),
      added: Int(counts?.integer("added") ?? 0))
  }

  func whyNotExchanged(_ collection: String) throws -> String? {
    let row = try rows(
      """
      SELECT CASE WHEN \(Self.isForeign) THEN 'it belongs to an extension'
        WHEN t.relkind = 'r' AND EXISTS (SELECT 1 FROM pg_inherits i
          WHERE t.oid IN (i.inhrelid, i.inhparent)) THEN 'it inherits, or is inherited from'
        WHEN EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conrelid = t.oid AND NOT c.convalidated)
          THEN 'a rule of it is NOT VALID, so that its rows need not meet it'
        END AS why
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relname = $1 AND t.\(Self.here)
      """, [.text(collection)]
    ).first
    if let why = row?.text("why") { return why }
    if try hidesRows(of: collection) { return "row level security hides rows of it from this role" }
    return try mayCopy(TableName(name: collection)) ? nil : "this role may not change its rows"
  }

  /// Adds what is missing, sets what changed, and removes what is too much, in this order, so that no row loses
  /// the one it refers to on the way.
  private func restoreRowByRow(_ copies: [CopiedRows]) throws {
    let tables = try copies.map { try PostgresCopiedTable($0, in: self) }
    for table in tables {
      if table.keys.isEmpty { try execute("DELETE FROM ONLY \(table.name)") }
      try execute(table.insertion)
    }
    for table in tables { if let update = table.update { try execute(update) } }
    for table in tables.reversed() { if let removal = table.removal { try execute(removal) } }
  }

  /// Empties what differs and all that refers to it, and fills it again.
  private func replaceAll(in copies: [CopiedRows], _ different: [CopiedRows]) throws {
    let keys = try foreignKeys()
    var names = Set(different.map(\.table))
    while case let more = keys.filter({ names.contains($0.parent) && !names.contains($0.table) }),
      !more.isEmpty
    {
      names.formUnion(more.map(\.table))
    }
    let tables = try copies.filter { names.contains($0.table) }
      .map { try PostgresCopiedTable($0, in: self) }
    let loosened = try keys.filter { !$0.isDeferrable && names.contains($0.table) }.compactMap {
      key in
      try isAllowed("\(key.alteration) DEFERRABLE INITIALLY DEFERRED")
        ? "\(key.alteration) NOT DEFERRABLE" : nil
    }
    for table in tables.reversed() { try execute("DELETE FROM ONLY \(table.name)") }
    for table in tables { try execute(table.insertion) }
    try run(afterChecks: loosened)
  }

  /// Changes tables, which cannot be done while checks of them wait.
  private func run(afterChecks statements: [String]) throws {
    if statements.isEmpty { return }
    try checkConstraints()
    for statement in statements { try execute(statement) }
  }

  func writableColumns(of collection: String) throws -> [String] {
    try rows(
      """
      SELECT CAST(column_name AS text) AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'
      """, [.text(collection)]
    ).compactMap { $0.text("name") }
  }

  /// Switches the triggers of collections off, as far as this role may.
  ///
  /// - Returns: the statements that make them what they were.
  private func switchedOff(of tables: [TableName]) throws -> [String] {
    let triggers = try rows(
      """
      SELECT \(TableName.columns()), g.tgname, CAST(g.tgenabled AS text) AS mode
      FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE NOT g.tgisinternal AND g.tgenabled <> 'D'
      ORDER BY n.nspname COLLATE "C", t.relname COLLATE "C", g.tgname COLLATE "C"
      """)
    return try triggers.compactMap { row in
      let table = TableName(row)
      guard tables.contains(table) else { return nil }
      let trigger = SQLText.identifier(row.text("tgname") ?? "")
      let mode =
        switch row.text("mode") {
        case "R": "ENABLE REPLICA"
        case "A": "ENABLE ALWAYS"
        case .some, .none: "ENABLE"
        }
      let owner = "ALTER TABLE \(table.sql)"
      return try isAllowed("\(owner) DISABLE TRIGGER \(trigger)")
        ? "\(owner) \(mode) TRIGGER \(trigger)" : nil
    }
  }

  /// Takes away the rules that rows of before need not meet, as far as this role may.
  ///
  /// - Returns: the statements that make them again.
  private func withoutUnvalidated(of tables: [TableName]) throws -> [String] {
    try rows(
      """
      SELECT \(TableName.columns()), c.conname, pg_get_constraintdef(c.oid) AS rule
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE NOT c.convalidated AND t.relkind = 'r'
      ORDER BY n.nspname COLLATE "C", t.relname COLLATE "C", c.conname COLLATE "C"
      """
    ).compactMap { row in
      let table = TableName(row)
      guard tables.contains(table), let rule = row.text("rule") else { return nil }
      let constraint = "CONSTRAINT \(SQLText.identifier(row.text("conname") ?? ""))"
      return try isAllowed("ALTER TABLE \(table.sql) DROP \(constraint)")
        ? "ALTER TABLE \(table.sql) ADD \(constraint) \(rule)" : nil
    }
  }

  func tablesWithoutCopy() -> [TableName] { [] }

  private func foreignKeys() throws -> [ForeignKey] {
    try rows(
      """
      SELECT \(TableName.columns()), \(TableName.columns("m.nspname", "p.relname", as: "parent")),
        c.conname, c.condeferrable FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_namespace m ON m.oid = p.relnamespace
      WHERE c.contype = 'f'
      ORDER BY n.nspname COLLATE "C", t.relname COLLATE "C", c.conname COLLATE "C"
      """
    ).map { row in
      ForeignKey(
        table: TableName(row), parent: TableName(row, named: "parent"),
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
  let table: TableName
  let parent: TableName
  let name: String
  let isDeferrable: Bool

  var alteration: String {
    "ALTER TABLE \(table.sql) ALTER CONSTRAINT \(SQLText.identifier(name))"
  }
}

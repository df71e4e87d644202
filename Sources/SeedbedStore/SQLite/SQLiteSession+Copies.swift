import GRDB
import SeedbedCore

/// Rows are known by their rowid, which comes back with them; in tables without one, by their key.
extension SQLiteSession {
  /// Virtual tables keep their rows in tables of their own, which are among these.
  func tablesWithRows() throws -> [TableName] {
    try tableNames().map { TableName(name: $0) }
  }

  func copyRows(of table: TableName, to copy: String) throws -> Bool {
    guard let table = try CopiedTable(table.name, in: self) else { return false }
    let columns =
      (table.rowid == nil ? [] : ["\(table.number) INTEGER PRIMARY KEY"])
      + table.columns.map(SQLText.identifier)
      + (table.rowid == nil ? ["PRIMARY KEY (\(table.list(table.keys)))"] : [])
    try execute("DROP TABLE IF EXISTS \(SQLText.identifier(copy))")
    // Without types, so that no value is converted.
    try execute("CREATE TABLE \(SQLText.identifier(copy)) (\(columns.joined(separator: ", ")))")
    try execute(
      """
      INSERT INTO \(SQLText.identifier(copy)) (\(table.copiedList))
      SELECT \(table.ownList) FROM \(table.name)
      """)
    return true
  }

  /// Foreign keys are off meanwhile, so the order does not matter.
  func restoreRows(_ copies: [CopiedRows]) throws {
    let different = try copies.filter { try !difference(of: $0).isNone }
    if different.isEmpty { return }
    let tables = try different.compactMap { copied in
      try CopiedTable(copied.table.name, in: self, since: copied.copy).map { ($0, copied.copy) }
    }
    try withoutTriggers(of: different.map(\.table.name)) {
      for (table, copy) in tables {
        try execute(
          "DELETE FROM \(table.name) AS t WHERE NOT EXISTS (\(table.same(in: copy, other: "t")))")
        try execute(
          """
          INSERT INTO \(table.name) (\(table.ownList))
          SELECT \(table.copiedList) FROM \(SQLText.identifier(copy)) AS c
          WHERE NOT EXISTS (SELECT 1 FROM \(table.name) AS t WHERE \(table.match("t")))
          """)
      }
    }
  }

  func difference(of copied: CopiedRows) throws -> CopyDifference {
    let copy = SQLText.identifier(copied.copy)
    // A table of which a column of before is gone holds none of the rows of before.
    guard let table = try CopiedTable(copied.table.name, in: self, since: copied.copy) else {
      let missing = try rows("SELECT count(*) AS n FROM \(copy)").first?.integer("n") ?? 0
      return CopyDifference(table: copied.table, missing: Int(missing), added: 0)
    }
    let sameRow = table.same(in: copied.copy, other: "t")
    let counts = try rows(
      """
      SELECT (SELECT count(*) FROM \(table.name)) AS now, (SELECT count(*) FROM \(copy)) AS before,
        (SELECT count(*) FROM \(table.name) AS t
          WHERE EXISTS (\(sameRow))) AS same
      """
    ).first
    let (now, before, same) = (
      counts?.integer("now") ?? 0, counts?.integer("before") ?? 0, counts?.integer("same") ?? 0
    )
    return CopyDifference(
      table: copied.table, missing: Int(before - same), added: Int(now - same))
  }

  func whyNotExchanged(_ collection: String) throws -> String? {
    let kind = try rows(
      "SELECT type FROM pragma_table_list WHERE name = $1 AND schema = 'main'", [.text(collection)]
    ).first?.text("type")
    switch kind {
    case "virtual": return "it is a virtual table"
    case .some, .none:
      if try CopiedTable(collection, in: self) == nil {
        return "its rows have neither a key nor a rowid that can be named"
      }
      return try hasOrphans(collection) ? "rows of it refer to rows that are not there" : nil
    }
  }

  /// A reference that cannot be checked finds no row.
  private func hasOrphans(_ table: String) throws -> Bool {
    do {
      return try !rows(
        "SELECT 1 AS one FROM pragma_foreign_key_check(\(SQLText.literal(table))) LIMIT 1"
      )
      .isEmpty
    } catch let problem as DatabaseError where problem.resultCode == .SQLITE_ERROR {
      return true
    }
  }

  func tablesWithoutCopy() throws -> [TableName] {
    try tablesWithRows().filter { table in
      try CopiedTable(table.name, in: self) == nil && !keepsRowsInOthers(table.name)
        && !rows("SELECT 1 AS one FROM \(SQLText.identifier(table.name)) LIMIT 1").isEmpty
    }
  }

  /// Whether a virtual table has its rows in ordinary ones, which are copied, as a full-text index has.
  private func keepsRowsInOthers(_ table: String) throws -> Bool {
    try !rows(
      """
      SELECT 1 AS one FROM pragma_table_list AS held, pragma_table_list AS others
      WHERE held.name = $1 AND held.type = 'virtual' AND held.schema = 'main'
      AND others.type = 'shadow' AND others.schema = 'main'
      AND substr(others.name, 1, length(held.name) + 1) = held.name || '_' LIMIT 1
      """, [.text(table)]
    ).isEmpty
  }

  func mayRead(_ collection: String) -> Bool { true }

  func hidesRows(of collection: String) -> Bool { false }

  /// Nothing is outside of what was copied.
  func writtenRows() -> [TableName: Int64] { [:] }

  /// SQLite has no switch for triggers that SQL can reach: they go, and come back in their order.
  private func withoutTriggers(of collections: [String], _ body: () throws -> Void) throws {
    let triggers = try rows(
      "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
    ).filter { trigger in
      collections.contains { $0.lowercased() == trigger.text("tbl_name")?.lowercased() }
    }
    for trigger in triggers {
      try execute("DROP TRIGGER \(SQLText.identifier(trigger.text("name") ?? ""))")
    }
    try body()
    for trigger in triggers { try execute(trigger.text("sql") ?? "") }
  }

  /// What is computed is hidden from `table_info`.
  func writableColumns(of collection: String) throws -> [String] {
    try rows("SELECT name FROM pragma_table_info($1)", [.text(collection)])
      .compactMap { $0.text("name") }
  }

  func counters() throws -> [String: String] {
    guard try hasSequence() else { return [:] }
    return Dictionary(
      try rows("SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence").map {
        ($0.text("name") ?? "", $0.text("seq") ?? "")
      }
    ) { $1 }
  }

  func restoreCounters(_ counters: [String: String]) throws {
    guard try hasSequence(), try self.counters() != counters else { return }
    try execute("DELETE FROM sqlite_sequence")
    for (name, number) in counters.sorted(by: { $0.key < $1.key }) {
      try execute(
        "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, CAST($2 AS INTEGER))",
        [.text(name), .text(number)])
    }
  }

  private func hasSequence() throws -> Bool {
    try !rows("SELECT 1 AS one FROM sqlite_schema WHERE name = 'sqlite_sequence'").isEmpty
  }
}

/// How the rows of a table are named in SQL that copies and restores them.
private struct CopiedTable {
  let name: String
  let columns: [String]
  let keys: [String]
  /// The name by which the rowid is had; nil for a table without one.
  let rowid: String?
  /// The column of a copy that holds the rowid.
  let number: String

  /// nil for a virtual table, whose rows are in tables of their own, and for one whose rows have no name.
  ///
  /// `copy`: the copy whose columns count, since the table may have got others; nil for all.
  init?(_ collection: String, in session: SQLiteSession, since copy: String? = nil) throws {
    let kind = try session.rows(
      "SELECT type, wr FROM pragma_table_list WHERE name = $1 AND schema = 'main'",
      [.text(collection)]
    ).first
    guard let kind, kind.text("type") != "virtual" else { return nil }
    let info = try session.rows(
      "SELECT name, pk FROM pragma_table_info($1) ORDER BY cid", [.text(collection)])
    name = SQLText.identifier(collection)
    let names = info.compactMap { $0.text("name") }
    keys = info.filter { ($0.integer("pk") ?? 0) > 0 }.compactMap { $0.text("name") }
    let taken = Set(names.map { $0.lowercased() })
    let isWithoutRowid = kind.integer("wr") == 1
    rowid = isWithoutRowid ? nil : ["rowid", "_rowid_", "oid"].first { !taken.contains($0) }
    guard rowid != nil || isWithoutRowid else { return nil }
    if let copy {
      var copied = try session.rows(
        "SELECT name FROM pragma_table_info($1) ORDER BY cid", [.text(copy)]
      ).compactMap { $0.text("name") }
      let number = rowid == nil || copied.isEmpty ? "" : copied.removeFirst()
      guard !copied.isEmpty, copied.allSatisfy(names.contains) else { return nil }
      self.number = SQLText.identifier(number)
      columns = copied
    } else {
      var number = "seedbed_rowid"
      while taken.contains(number) { number += "_" }
      self.number = SQLText.identifier(number)
      columns = names
    }
  }

  func list(_ columns: [String]) -> String {
    columns.map(SQLText.identifier).joined(separator: ", ")
  }

  /// The columns as the table names them.
  var ownList: String { rowid.map { "\($0), \(list(columns))" } ?? list(columns) }

  /// The columns as a copy names them.
  var copiedList: String { (rowid == nil ? "" : "\(number), ") + list(columns) }

  /// Whether a row `c` of a copy and one of the table are the same row, whatever they hold.
  func match(_ table: String) -> String {
    if let rowid { return "c.\(number) = \(table).\(rowid)" }
    return keys.map { "c.\(SQLText.identifier($0)) IS \(table).\(SQLText.identifier($0))" }
      .joined(separator: " AND ")
  }

  /// A query for the row of a copy that is a row of the table to the last byte.
  func same(in copy: String, other table: String) -> String {
    let values = columns.map(SQLText.identifier).map {
      "c.\($0) IS \(table).\($0) AND typeof(c.\($0)) = typeof(\(table).\($0))"
    }
    return "SELECT 1 FROM \(SQLText.identifier(copy)) AS c WHERE "
      + ([match(table)] + values).joined(separator: " AND ")
  }
}

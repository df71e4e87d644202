import SeedbedCore

/// Copies of every row of a database, in the database itself, from which all of it is made as it was.
///
/// The copies are there from one transaction on until another, so that whoever opens the database after a kill
/// finds them. Values never leave the database, so they come back as they were whatever their type.
package struct RowCopies {
  /// Which table is copied where; one record more stands for the copies as a whole.
  static let register = CollectionSchema(
    name: "seedbed_proof_rows",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "place", type: .bigint, isPrimaryKey: true),
      .init(name: "record", type: .text),
      .init(name: "namespace", type: .text, isNullable: true),
    ])
  static let counters = CollectionSchema(
    name: "seedbed_proof_counters",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "record", type: .text),
    ])
  /// What the names of copies begin with, before a number.
  static let prefix = "seedbed_proof_copy_"
  /// What the tool keeps about rows, and an exchange of seeds changes with them.
  private static let bookkeeping = [SeedRows.table.name]

  /// Whether there are copies, of rows that may have changed since.
  package static func areThere(in session: any StoreSession) throws -> Bool {
    guard try session.hasCollection(register.name) else { return false }
    return try !session.rows("SELECT place FROM \(register.name) LIMIT 1").isEmpty
  }

  /// Whether the copies are those of another database, which this one was copied from while they were there.
  package static func areElsewhere(in session: any StoreSession) throws -> Bool {
    guard try session.hasCollection(register.name) else { return false }
    let identity: String? = try session.rows(
      "SELECT record FROM \(register.name) WHERE collection = ''"
    ).first?.decode("record")
    return try identity.map { try !$0.isEmpty && $0 != session.identity() } ?? false
  }

  /// Copies every row of every table that can be restored from a copy; in a `structure` transaction.
  package static func make(in session: any StoreSession) throws {
    // An earlier version knew of one schema only.
    if let there = try session.schema(of: register.name),
      there.columns.count < register.columns.count
    {
      try drop(in: session)
      try session.apply(.dropCollection(register.name))
    }
    try session.ensure(register)
    try session.ensure(counters)
    try drop(in: session)
    // The copies count in this database only: a file or a server that was copied meanwhile has them, too.
    try keep(TableName(name: ""), 0, session.identity(), in: session)
    for (place, table) in try tables(in: session).enumerated() {
      let copy = Self.prefix + String(place)
      if try session.copyRows(of: table, to: copy) { try keep(table, place, copy, in: session) }
    }
    for (name, record) in try session.counters().sorted(by: { $0.key < $1.key }) {
      try session.execute(
        "INSERT INTO \(counters.name) (name, record) VALUES ($1, $2)",
        [.text(name), .text(record)])
    }
  }

  /// Makes every table hold the rows that were copied; in a `restoration` transaction.
  package static func restore(in session: any StoreSession) throws {
    let copies = try copies(in: session)
    let byTable = Dictionary(copies.map { ($0.table, $0) }) { first, _ in first }
    try session.ensure(counters)
    let there = try tables(in: session)
    try session.restoreRows(
      there.compactMap { byTable[$0] }.filter { try session.hasCollection($0.copy) })
    // What was not there yet held nothing.
    for name in bookkeeping where byTable[TableName(name: name)] == nil {
      if try session.hasCollection(name) { try session.execute("DELETE FROM \(name)") }
    }
    let kept = try session.rows("SELECT name, record FROM \(counters.name)")
    try session.restoreCounters(
      Dictionary(try kept.map { (try $0.decode("name"), try $0.decode("record")) }) { $1 })
  }

  /// As `restore`, a table at a time: what one refuses does not keep the others from being restored.
  package static func restoreOneByOne(on store: any Store) throws {
    for copied in try store.read({ session in
      let there = Set(try tables(in: session))
      return try copies(in: session).filter {
        try there.contains($0.table) && session.hasCollection($0.copy)
      }
    }) {
      try? store.transaction(.restoration) { try $0.restoreRows([copied]) }
    }
  }

  /// The tables whose rows are not those that were copied, to the last byte; by name.
  package static func different(in session: any StoreSession) throws -> [CopyDifference] {
    let there = Set(try tables(in: session))
    return try copies(in: session).compactMap { copied in
      guard try session.hasCollection(copied.copy) else {
        return CopyDifference(table: copied.table, missing: 0, added: 0, isCopyGone: true)
      }
      let difference =
        there.contains(copied.table)
        ? try session.difference(of: copied)
        : CopyDifference(
          table: copied.table, missing: try session.count(in: copied.copy), added: 0)
      return difference.isNone ? nil : difference
    }.sorted { $0.table.description < $1.table.description }
  }

  /// The tables this transaction wrote to, and of which there is no copy: their rows cannot be restored.
  ///
  /// `before`: what `writtenRows` said when it began.
  package static func changedWithoutCopy(
    since before: [TableName: Int64], in session: any StoreSession
  ) throws -> [TableName] {
    let copied = Set(try copies(in: session).map(\.table))
    return try session.writtenRows().filter { table, rows in
      rows > before[table] ?? 0 && !copied.contains(table)
    }.keys.sorted { $0.description < $1.description }
  }

  /// Takes the copies away; in a `structure` transaction.
  package static func drop(in session: any StoreSession) throws {
    for copied in try copies(in: session) {
      try session.execute("DROP TABLE IF EXISTS \(SQLText.identifier(copied.copy))")
    }
    try session.ensure(counters)
    try session.execute("DELETE FROM \(register.name)")
    try session.execute("DELETE FROM \(counters.name)")
  }

  private static func keep(
    _ table: TableName, _ place: Int, _ copy: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      INSERT INTO \(register.name) (collection, place, record, namespace)
      VALUES ($1, $2, $3, $4)
      """,
      [
        .text(table.name), .int(Int64(place)), .text(copy), .textOrNull(table.schema),
      ])
  }

  private static func copies(in session: any StoreSession) throws -> [CopiedRows] {
    try session.rows("SELECT * FROM \(register.name) WHERE collection <> '' ORDER BY place")
      .map { row in
        // An earlier version knew of one schema only.
        CopiedRows(
          table: TableName(schema: row.text("namespace"), name: try row.decode("collection")),
          copy: try row.decode("record"))
      }
  }

  private static func tables(in session: any StoreSession) throws -> [TableName] {
    let own = try bookkeeping.filter { try session.hasCollection($0) }
    return try session.tablesWithRows() + own.map { TableName(name: $0) }
  }
}

extension StoreSession {
  fileprivate func count(in copy: String) throws -> Int {
    try rows("SELECT count(*) AS number FROM \(SQLText.identifier(copy))").first?
      .decode("number") ?? 0
  }
}

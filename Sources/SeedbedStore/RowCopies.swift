import SeedbedCore

/// Copies of every row of a database, in the database itself, from which all of it is made as it was.
///
/// The copies are there from one transaction on until another, so that whoever opens the database after a kill
/// finds them. Values never leave the database, so they come back as they were whatever their type.
public struct RowCopies {
  /// Which collection is copied where; one record more stands for the copies as a whole.
  private static let register = CollectionSchema(
    name: "seedbed_proof_rows",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "place", type: .bigint, isPrimaryKey: true),
      .init(name: "record", type: .text),
    ])
  private static let counters = CollectionSchema(
    name: "seedbed_proof_counters",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "record", type: .text),
    ])
  /// What the tool keeps about rows, and an exchange of seeds changes with them.
  private static let bookkeeping = ["seedbed_seed_rows"]

  /// Whether there are copies, of rows that may have changed since.
  public static func areThere(in session: any StoreSession) throws -> Bool {
    guard try session.hasCollection(register.name) else { return false }
    return try !session.rows("SELECT place FROM seedbed_proof_rows LIMIT 1").isEmpty
  }

  /// Copies every row of every collection; in a `structure` transaction.
  public static func make(in session: any StoreSession) throws {
    try session.ensure(register)
    try session.ensure(counters)
    try drop(in: session)
    try keep("", 0, "", in: session)
    let schemas = try copied(in: session)
    for (place, schema) in schemas.enumerated() {
      let copy = "seedbed_proof_copy_\(place)"
      if try session.copyRows(of: schema.name, to: copy) {
        try keep(schema.name, place, copy, in: session)
      }
    }
    for (name, record) in try session.counters().sorted(by: { $0.key < $1.key }) {
      try session.execute(
        "INSERT INTO seedbed_proof_counters (name, record) VALUES ($1, $2)",
        [.text(name), .text(record)])
    }
  }

  /// Makes every collection hold the rows that were copied; in a `structure` transaction.
  public static func restore(in session: any StoreSession) throws {
    let copies = try copies(in: session)
    try session.restoreRows(
      copied(in: session).compactMap { schema in
        copies[schema.name].map { CopiedRows(collection: schema.name, copy: $0) }
      })
    // What was not there yet held nothing.
    for name in bookkeeping where copies[name] == nil {
      if try session.hasCollection(name) { try session.execute("DELETE FROM \(name)") }
    }
    let kept = try session.rows("SELECT name, record FROM seedbed_proof_counters")
    try session.restoreCounters(
      Dictionary(kept.map { ($0.text("name") ?? "", $0.text("record") ?? "") }) { $1 })
  }

  /// The collections whose rows are not those that were copied.
  public static func different(in session: any StoreSession) throws -> [String] {
    try copies(in: session).sorted { $0.key < $1.key }.compactMap { name, copy in
      guard try session.schema(of: name) != nil else { return name }
      return try session.holds(CopiedRows(collection: name, copy: copy)) ? nil : name
    }
  }

  /// Takes the copies away; in a `structure` transaction.
  public static func drop(in session: any StoreSession) throws {
    for copy in try copies(in: session).values.sorted() {
      try session.execute("DROP TABLE IF EXISTS \(SQLText.identifier(copy))")
    }
    try session.execute("DELETE FROM seedbed_proof_rows")
    try session.execute("DELETE FROM seedbed_proof_counters")
  }

  private static func keep(
    _ collection: String, _ place: Int, _ copy: String, in session: any StoreSession
  ) throws {
    try session.execute(
      "INSERT INTO seedbed_proof_rows (collection, place, record) VALUES ($1, $2, $3)",
      [.text(collection), .int(Int64(place)), .text(copy)])
  }

  private static func copies(in session: any StoreSession) throws -> [String: String] {
    let rows = try session.rows(
      "SELECT collection, record FROM seedbed_proof_rows WHERE collection <> '' ORDER BY place")
    return Dictionary(rows.map { ($0.text("collection") ?? "", $0.text("record") ?? "") }) { $1 }
  }

  private static func copied(in session: any StoreSession) throws -> [CollectionSchema] {
    CollectionSchema.parentsFirst(
      try (session.collectionNames() + bookkeeping).compactMap { try session.schema(of: $0) })
  }
}

/// A collection, and the table of the store's own that holds its rows as they were.
public struct CopiedRows: Sendable, Hashable {
  public let collection: String
  public let copy: String
}

/// What a driver does for `RowCopies`.
public protocol RowCopying {
  /// Makes a table of the store's own with every row of a collection.
  ///
  /// - Returns: whether it was made; false, with nothing done, for what only shows rows of others.
  func copyRows(of collection: String, to copy: String) throws -> Bool

  /// Makes collections hold the rows that were copied, without running a trigger; only in a `structure`
  /// transaction.
  ///
  /// - Parameter copies: parents before the collections that refer to them.
  func restoreRows(_ copies: [CopiedRows]) throws

  /// Whether a collection holds the rows that were copied, and no others.
  func holds(_ copied: CopiedRows) throws -> Bool

  /// The columns that take a value, without those that the database computes from others.
  func writableColumns(of collection: String) throws -> [String]

  /// Where the next keys that the database gives start from, by a name for each, in the driver's own form.
  func counters() throws -> [String: String]

  /// Sets every counter as it was.
  func restoreCounters(_ counters: [String: String]) throws
}

import SeedbedCore

/// The indexes of a collection that is filled without them.
///
/// An index that grows with each of many random keys costs more than all the rest of a large load; built once
/// from what was loaded, it costs little. What brings the indexes back is in the database from the transaction on
/// that takes them away, so that whoever locks the database after a kill finds them.
package struct IndexesAside {
  /// What has to be known to bring them back, and to take the load back where they cannot come.
  package struct Load: Sendable {
    /// A query whose one number is how many records the load has put into the collection.
    package let count: String
    /// Statements that take back everything the load left, save its records.
    package let undo: [String]
    /// The load, as messages name it.
    package let name: String

    package init(name: String, count: String, undo: [String]) {
      self.name = name
      self.count = count
      self.undo = undo
    }

    /// As it is kept: a row each, in this order.
    fileprivate var statements: [String] { [name, count] + undo }

    fileprivate init(kept statements: [String], of collection: String) throws {
      guard statements.count >= 2 else {
        throw Diagnostic(
          .bookkeeping, "nothing tells which load left \(collection) without its indexes",
          help: "restore a backup")
      }
      self.init(name: statements[0], count: statements[1], undo: Array(statements[2...]))
    }
  }

  static let table = CollectionSchema(
    name: "seedbed_indexes_aside",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "purpose", type: .text, isPrimaryKey: true),
      .init(name: "place", type: .bigint, isPrimaryKey: true),
      .init(name: "statement", type: .text),
    ])

  /// Takes the indexes of a collection away for a load; in a `structure` transaction.
  ///
  /// - Returns: whether they are away; they stay where there are records, or where the engine needs them.
  package static func take(
    from collection: String, for load: Load, in session: any StoreSession
  ) throws -> Bool {
    let name = SQLText.identifier(collection)
    guard try session.rows("SELECT 1 AS one FROM \(name) LIMIT 1").isEmpty,
      let statements = try session.removeIndexes(of: collection)
    else { return false }
    try session.ensure(table)
    func keep(_ statements: [String], for purpose: String) throws {
      for (place, statement) in statements.enumerated() {
        try session.execute(
          """
          INSERT INTO \(table.name) (collection, purpose, place, statement)
          VALUES ($1, $2, $3, $4)
          """, [.text(collection), .text(purpose), .int(Int64(place)), .text(statement)])
      }
    }
    try keep(statements, for: "make")
    try keep(load.statements, for: "load")
    return true
  }

  /// Brings back what is away, of all collections.
  ///
  /// Where a key stands twice, everything the load left is taken back first, so that it can be done again with the
  /// indexes in place.
  ///
  /// - Returns: the loads that were taken back.
  /// - Throws: `Diagnostic` when a key stands twice and others have changed the collection meanwhile.
  @discardableResult
  package static func bringBack(in session: any StoreSession) throws -> [String] {
    try collections(in: session).compactMap { collection in
      let statements = try kept(for: "make", of: collection, in: session)
      var taken: String?
      if try !session.makeIndexes(statements, of: collection) {
        taken = try takeBack(collection, in: session)
        _ = try session.makeIndexes(statements, of: collection)
      }
      try session.execute(
        "DELETE FROM \(table.name) WHERE collection = $1", [.text(collection)])
      return taken
    }
  }

  private static func kept(
    for purpose: String, of collection: String, in session: any StoreSession
  ) throws -> [String] {
    try session.rows(
      """
      SELECT statement FROM \(table.name) WHERE collection = $1 AND purpose = $2
      ORDER BY place
      """, [.text(collection), .text(purpose)]
    ).map { try $0.decode("statement") }
  }

  private static func takeBack(
    _ collection: String, in session: any StoreSession
  ) throws -> String {
    let load = try Load(kept: kept(for: "load", of: collection, in: session), of: collection)
    let name = SQLText.identifier(collection)
    let there = try session.rows("SELECT count(*) AS number FROM \(name)").first?.integer("number")
    let loaded = try session.rows(load.count).first?.values.first
    guard let there, loaded == .int(there) else {
      throw Diagnostic(
        .storeConstraint,
        """
        keys stand twice in \(collection), which \(load.name) filled without its indexes while others \
        changed it
        """,
        help: """
          nothing was removed; leave one record of each key, then run again, and keep others away from \
          a collection that is filled so
          """)
    }
    try session.execute("DELETE FROM \(name)")
    for statement in load.undo { try session.execute(statement) }
    return load.name
  }
}

extension IndexesAside {
  /// The collections whose indexes are away.
  package static func collections(in session: any StoreSession) throws -> [String] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows(
      "SELECT DISTINCT collection FROM \(table.name) ORDER BY collection"
    ).map { try $0.decode("collection") }
  }

  /// Whether indexes of a collection are away.
  package static func isAny(in session: any StoreSession) throws -> Bool {
    try !collections(in: session).isEmpty
  }
}

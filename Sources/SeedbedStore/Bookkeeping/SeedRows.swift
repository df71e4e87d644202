package import SeedbedCore

/// What is remembered of the rows that seeds brought: by which set, and for which label.
package enum SeedRows {
  /// One of them.
  package struct Row: Sendable, Hashable {
    package let collection: String
    /// The texts of the row's key, joined.
    package let key: String
    package let set: String
    /// nil where the key says what the row is; the label where the key was made from it.
    package let label: String?

    package init(collection: String, key: String, set: String, label: String?) {
      self.collection = collection
      self.key = key
      self.set = set
      self.label = label
    }
  }

  static let table = CollectionSchema(
    name: "seedbed_seed_rows",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "key", type: .text, isPrimaryKey: true),
      .init(name: "seed_set", type: .text), label,
    ])
  private static let label = CollectionSchema.Column(name: "label", type: .text, isNullable: true)

  /// A query for the keys of a collection, which is its parameter `$1`.
  package static let keysOfCollection =
    "SELECT key FROM \(table.name) WHERE collection = $1"

  /// Makes the table, or adds what it lacks when an older version made it.
  package static func prepare(in session: any StoreSession) throws {
    try session.ensureColumns(of: table)
  }

  /// Remembers rows, in place of what was remembered of the same keys.
  package static func remember(_ rows: some Sequence<Row>, in session: any StoreSession) throws {
    try session.insert(into: table, whenTaken: .update) { batch in
      for row in rows {
        batch.append(.text(row.collection))
        batch.append(.text(row.key))
        batch.append(.text(row.set))
        batch.append(.textOrNull(row.label))
      }
    }
  }

  /// Forgets the rows of a collection.
  package static func forget(of collection: String, in session: any StoreSession) throws {
    guard try areThere(in: session) else { return }
    try session.execute(
      "DELETE FROM \(table.name) WHERE collection = $1", [.text(collection)])
  }

  /// Forgets the rows of a collection whose keys a query does not give; `$1` is the collection in it.
  package static func forget(
    keysNotIn query: String, _ bindings: [Value], in session: any StoreSession
  ) throws {
    try session.execute(
      "DELETE FROM \(table.name) WHERE collection = $1 AND key NOT IN (\(query))", bindings)
  }

  static func rename(_ old: String, to new: String, in session: any StoreSession) throws {
    guard try areThere(in: session) else { return }
    try forget(of: new, in: session)
    try session.execute(
      "UPDATE \(table.name) SET collection = $2 WHERE collection = $1", [.text(old), .text(new)])
  }
}

extension SeedRows {
  private static func areThere(in session: any StoreSession) throws -> Bool {
    try session.hasCollection(table.name)
  }

  /// Whether the table is there, with the column that older versions made it without.
  private static func haveLabels(in session: any StoreSession) throws -> Bool {
    try session.schema(of: table.name)?.column(label.name) != nil
  }

  /// The sets that brought rows, by name.
  package static func sets(in session: any StoreSession) throws -> [String] {
    guard try areThere(in: session) else { return [] }
    return try session.rows("SELECT DISTINCT seed_set FROM \(table.name) ORDER BY seed_set")
      .map { try $0.decode("seed_set") }
  }

  /// The set that brought each row of a collection, by the row's key.
  package static func sets(
    of collection: String, in session: any StoreSession
  ) throws -> [String: String] {
    var sets: [String: String] = [:]
    try session.forEachRow(
      "SELECT key, seed_set FROM \(table.name) WHERE collection = $1", [.text(collection)]
    ) { sets[try $0.decode("key", as: String.self)] = try $0.decode("seed_set", as: String.self) }
    return sets
  }

  /// The collections that hold such rows, by name.
  package static func collections(in session: any StoreSession) throws -> [String] {
    try session.rows("SELECT DISTINCT collection FROM \(table.name) ORDER BY collection")
      .map { try $0.decode("collection") }
  }

  /// The keys of the rows of a collection.
  package static func keys(
    of collection: String, in session: any StoreSession
  ) throws -> Set<String> {
    guard try areThere(in: session) else { return [] }
    return Set(
      try session.rows(keysOfCollection, [.text(collection)]).map { try $0.decode("key") })
  }

  /// Hands out the key and the label of each row of a collection.
  package static func forEachKey(
    of collection: String, in session: any StoreSession,
    _ body: (_ key: String, _ label: String?) throws -> Void
  ) throws {
    try session.forEachRow(
      "SELECT key, label FROM \(table.name) WHERE collection = $1", [.text(collection)]
    ) { try body($0.decode("key"), $0.decode("label")) }
  }

  /// Hands out the rows whose keys were made from their labels.
  package static func forEachLabel(
    in session: any StoreSession,
    _ body: (_ collection: String, _ key: String, _ label: String) throws -> Void
  ) throws {
    guard try haveLabels(in: session) else { return }
    try session.forEachRow(
      "SELECT collection, key, label FROM \(table.name) WHERE label IS NOT NULL", []
    ) { try body($0.decode("collection"), $0.decode("key"), $0.decode("label")) }
  }

  /// The key that was made from a label; nil where the label is the key.
  package static func key(
    of label: String, in collection: String, _ session: any StoreSession
  ) throws -> String? {
    guard try haveLabels(in: session) else { return nil }
    return try session.rows(
      "SELECT key FROM \(table.name) WHERE collection = $1 AND label = $2",
      [.text(collection), .text(label)]
    ).first?.decode("key")
  }

  /// The label that a key was made from; nil where it was made from none.
  package static func label(
    of key: String, in collection: String, _ session: any StoreSession
  ) throws -> String? {
    try session.rows(
      "SELECT label FROM \(table.name) WHERE collection = $1 AND key = $2",
      [.text(collection), .text(key)]
    ).first?.decode("label")
  }
}

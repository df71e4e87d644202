import SeedbedCore
import SeedbedStore

/// What became of the rows of earlier seeds before others take their place.
struct EarlierRows {
  /// How many there were.
  private(set) var count = 0
  /// The keys, by table, of those that stayed to be written over: rows that no seed brought refer to them,
  /// and would go with them.
  private(set) var kept: [String: Set<String>] = [:]

  /// Nothing goes.
  init() {}

  /// Removes them.
  init(removedIn session: any StoreSession) throws {
    let owned = try session.rows(
      "SELECT DISTINCT collection FROM seedbed_seed_rows ORDER BY collection"
    ).compactMap { $0.text("collection") }
    let schema = try session.schema()
    let order = try CollectionOrder(
      parentsFirst: Set(owned.filter { schema[$0] != nil }), in: schema)
    for (name, columns) in order.later.sorted(by: { $0.key < $1.key }) {
      try loosen(columns.sorted(), of: name, in: schema, session)
    }
    for name in order.names.reversed() { try remove(name, in: schema, session) }
    for name in owned where kept[name] == nil {
      try session.execute("DELETE FROM seedbed_seed_rows WHERE collection = $1", [.text(name)])
    }
  }

  /// In a ring of tables, no row can go while another of the ring refers to it.
  private func loosen(
    _ columns: [String], of name: String, in schema: Schema, _ session: any StoreSession
  ) throws {
    guard let collection = schema[name], !collection.primaryKey.isEmpty else { return }
    let rows = OwnedRows(of: collection, in: session)
    let changes = columns.map { "\(SQLText.identifier($0)) = NULL" }.joined(separator: ", ")
    try session.execute(
      "UPDATE \(rows.table) SET \(changes) WHERE \(rows.condition)", rows.bindings)
  }

  private mutating func remove(
    _ name: String, in schema: Schema, _ session: any StoreSession
  ) throws {
    guard let collection = schema[name], !collection.primaryKey.isEmpty else { return }
    let rows = OwnedRows(of: collection, in: session)
    count += try session.execute(
      "DELETE FROM \(rows.table) WHERE \(rows.condition) AND \(rows.unreferenced(in: schema))",
      rows.bindings)
    let left = Set(
      try session.rows(
        "SELECT \(rows.key) AS key FROM \(rows.table) WHERE \(rows.condition)", rows.bindings
      ).compactMap { $0.text("key") })
    if left.isEmpty { return }
    count += left.count
    kept[name] = left
    // Their labels keep their numbers.
    try session.execute(
      """
      DELETE FROM seedbed_seed_rows WHERE collection = $1
      AND key NOT IN (SELECT \(rows.key) FROM \(rows.table))
      """, rows.bindings)
  }

  /// Every row that stays is one of the plan.
  func check(against plan: SeedPlan) throws {
    for (name, keys) in kept.sorted(by: { $0.key < $1.key }) {
      let planned = plan.loads.filter { $0.schema.name == name }.flatMap { $0.rows.map(\.key) }
      guard let lost = keys.subtracting(planned).min() else { continue }
      throw Diagnostic(
        .seedRefused,
        """
        a record that no seed brought refers to '\(SeedKey.shown(lost))' of \(name), which the new \
        set does not have
        """,
        help: "nothing was changed; keep the row in the set, or remove what refers to it first")
    }
  }
}

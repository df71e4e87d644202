import SeedbedCore
import SeedbedFormats
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
    let owned = try SeedRows.collections(in: session)
    let schema = try session.schema()
    let order = try CollectionOrder(
      parentsFirst: Set(owned.filter { schema[$0] != nil }), in: schema)
    for (name, columns) in order.later.sorted(by: { $0.key < $1.key }) {
      try loosen(columns.sorted(), of: name, in: schema, session)
    }
    for name in order.names.reversed() { try remove(name, in: schema, session) }
    for name in owned where kept[name] == nil {
      try SeedRows.forget(of: name, in: session)
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
    try SeedRows.forget(
      keysNotIn: "SELECT \(rows.key) FROM \(rows.table)", rows.bindings, in: session)
  }

  /// Every row that stays is one of the plan.
  func check(against plan: SeedPlan, in session: any StoreSession) throws {
    for (name, keys) in kept.sorted(by: { $0.key < $1.key }) {
      let planned = plan.loads.filter { $0.schema.name == name }.flatMap { $0.rows.map(\.key) }
      guard let lost = keys.subtracting(planned).min() else { continue }
      throw try stillReferred(to: lost, of: name, by: plan, in: session)
    }
  }

  private func stillReferred(
    to key: String, of name: String, by plan: SeedPlan, in session: any StoreSession
  ) throws -> Diagnostic {
    let label = try SeedRows.label(of: key, in: name, session)
    let shown = label ?? SeedKey.shown(key)
    let referrer = try session.schema().referrer(to: key, of: name, in: session)
    let who = referrer.map { "'\(SeedKey.shown($0.key))' of \($0.collection)" }
    return plan.place.diagnostic(
      .seedRefused,
      """
      \(who ?? "a record") needs '\(shown)' of \(name): no seed brought it, and the set \
      '\(plan.name)' does not have '\(shown)'
      """,
      help: """
        add '\(shown)' to the set, or remove what refers to it first; nothing was changed\
        \(referrer.map { " ('seedbed backfill trace \($0.collection) KEY' shows where a record came from)" } ?? "")
        """)
  }
}

extension Schema {
  /// A row that refers to a row by its key; nil when there is none.
  fileprivate func referrer(
    to key: String, of name: String, in session: any StoreSession
  ) throws -> (collection: String, key: String)? {
    guard let parent = self[name] else { return nil }
    let parentRows = OwnedRows(of: parent, in: session)
    for child in collections where !child.primaryKey.isEmpty {
      let childKey = child.primaryKey.map { session.storedText(of: $0) }
        .joined(separator: " || ', ' || ")
      for column in child.columns where column.references?.collection == name {
        let target = SQLText.identifier(column.references?.column ?? "")
        let found = try session.rows(
          """
          SELECT \(childKey) AS key FROM \(SQLText.identifier(child.name))
          WHERE \(SQLText.identifier(column.name)) IN (
            SELECT \(target) FROM \(parentRows.table)
            WHERE \(parentRows.key) = $1)
          ORDER BY 1 LIMIT 1
          """.replacing("$2", with: "'\(SeedKey.separator)'"), [.text(key)])
        if let key = found.first?.text("key") { return (child.name, key) }
      }
    }
    return nil
  }
}

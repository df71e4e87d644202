import SeedbedCore
import SeedbedStore

/// What is remembered of the rows that seeds brought: by which set, and for which label.
enum SeedRows {
  static let table = CollectionSchema(
    name: StoreTables.seedRows,
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "key", type: .text, isPrimaryKey: true),
      .init(name: "seed_set", type: .text), label,
    ])
  /// The label of a row whose key was made from it; null where the key says what the row is.
  private static let label = CollectionSchema.Column(name: "label", type: .text, isNullable: true)

  /// Makes the table, or adds what it lacks when an older version made it.
  static func prepare(in session: any StoreSession) throws {
    try session.ensure(table)
    if try session.schema(of: table.name)?.column(label.name) == nil {
      try session.apply(.addColumn(label, to: table.name))
    }
  }

  /// The set that brought each row of a table, by the row's key.
  static func sets(of collection: String, in session: any StoreSession) throws -> [String: String] {
    var sets: [String: String] = [:]
    try session.forEachRow(
      "SELECT key, seed_set FROM seedbed_seed_rows WHERE collection = $1", [.text(collection)]
    ) { row in
      sets[row.text("key") ?? ""] = row.text("seed_set")
    }
    return sets
  }

  /// Remembers the rows at `places`.
  static func remember(
    _ load: SeedPlan.Load, at places: [Int], of set: String, in session: any StoreSession
  ) throws {
    if places.isEmpty { return }
    let generated = SeedKey.generated(of: load.schema)
    var batch = RowBatch(columnCount: table.columns.count)
    for place in places {
      let row = load.rows[place]
      let isGenerated = generated.map { row.row[$0.name] == nil } ?? false
      batch.append(.text(load.schema.name))
      batch.append(.text(row.key))
      batch.append(.text(set))
      batch.append(isGenerated ? .text(row.row.label) : .null)
    }
    let target = InsertTarget(
      schema: table, columns: table.columns.map(\.name), conflict: .update)
    _ = try session.insert(batch, into: target)
  }
}

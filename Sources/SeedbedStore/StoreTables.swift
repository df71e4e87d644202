package import SeedbedCore

/// The store's own collections: their names start with `seedbed_`, and users' may not.
package enum StoreTables {
  package static let prefix = "seedbed_"

  /// What is remembered of the rows that seeds brought.
  package static let seedRows = "seedbed_seed_rows"

  /// The tables that this product makes in a database; another one that is called alike is somebody else's.
  package static let names = [
    "seedbed_backfill_attempts", "seedbed_backfill_batches", "seedbed_backfill_files",
    "seedbed_backfill_rejects", "seedbed_backfill_replaced", "seedbed_backfill_runs",
    "seedbed_columns", "seedbed_facts", "seedbed_indexes_aside", "seedbed_lease",
    "seedbed_migrations",
    "seedbed_proof_counters", "seedbed_proof_rows", "seedbed_seed_rows", "seedbed_work",
  ]

  /// SQL for whether a column holds the name of one of them.
  static func isOwn(_ column: String) -> String {
    let names = names.map(SQLText.literal).joined(separator: ", ")
    let start = SQLText.literal(RowCopies.prefix)
    return """
      (\(column) IN (\(names)) OR substr(\(column), 1, \(RowCopies.prefix.count)) = \(start)
        AND trim(substr(\(column), \(RowCopies.prefix.count + 1)), '0123456789') = '')
      """
  }

  /// Facts about the database itself, by name.
  static let facts = CollectionSchema(
    name: "seedbed_facts",
    columns: [
      .init(name: "name", type: .text, isPrimaryKey: true),
      .init(name: "value", type: .text),
    ])
}

extension StoreSession {
  /// Creates one of the store's own collections when it is not there.
  package func ensure(_ schema: CollectionSchema) throws {
    if try !hasCollection(schema.name) { try apply(.createCollection(schema)) }
  }

  /// Makes a change that somebody asked for: what is remembered of the rows that seeds brought goes with their
  /// collection, or takes its new name.
  package func applyWithSeedRows(_ change: StructureChange) throws {
    try apply(change)
    switch change {
    // A table that SQL dropped may be made again.
    case .createCollection(let collection): try forgetSeedRows(of: collection.name)
    case .dropCollection(let name): try forgetSeedRows(of: name)
    case .renameCollection(let old, let new):
      try forgetSeedRows(of: new)
      guard try hasCollection(StoreTables.seedRows) else { return }
      try execute(
        "UPDATE \(StoreTables.seedRows) SET collection = $2 WHERE collection = $1",
        [.text(old), .text(new)])
    case .addColumn, .dropColumn, .renameColumn, .createIndex, .dropIndex: break
    }
  }

  private func forgetSeedRows(of collection: String) throws {
    guard try hasCollection(StoreTables.seedRows) else { return }
    try execute(
      "DELETE FROM \(StoreTables.seedRows) WHERE collection = $1", [.text(collection)])
  }
}

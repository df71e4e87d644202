package import SeedbedCore

/// The SQL of Citus, an extension of PostgreSQL that spreads collections over nodes.
package enum CitusDistribution {
  /// Answers a row where the extension is in the database.
  package static let presence = "SELECT 1 AS present FROM pg_extension WHERE extname = 'citus'"

  /// What spreads a collection, in the transaction that created it and before a record is in it; nothing for
  /// one that is not to be spread.
  ///
  /// Sequential mode comes first: Citus refuses to reach several shards at once in a transaction that also
  /// changes a reference collection.
  package static func statements(for schema: CollectionSchema) -> [String] {
    let collection = SQLText.literal(SQLText.identifier(schema.name))
    let call: String
    switch schema.distribution {
    case .by(let column):
      call = "create_distributed_table(\(collection), \(SQLText.literal(column)))"
    case .reference: call = "create_reference_table(\(collection))"
    case nil: return []
    }
    return ["SET LOCAL citus.multi_shard_modify_mode TO 'sequential'", "SELECT \(call)"]
  }
}

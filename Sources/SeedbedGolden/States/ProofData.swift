import SeedbedCore
import SeedbedStore

/// The rows of every collection as values: what is put into the database for one state of a proof.
struct ProofData: Sendable, Hashable {
  /// By name, parents before the collections that refer to them.
  var collections: [Collection]

  struct Collection: Sendable, Hashable {
    let schema: CollectionSchema
    /// Values in the order of the schema's columns, in the form stores give them.
    var rows: [[Value]]
  }

  var count: Int { collections.reduce(0) { $0 + $1.rows.count } }

  /// The same in the collections and columns of `other`, whatever a service has made or dropped since: what is new is
  /// left out, a collection that is gone has no rows, and a column that is gone no values.
  func aligned(with other: ProofData) -> ProofData {
    if collections.map(\.schema) == other.collections.map(\.schema) { return self }
    let now = Dictionary(collections.map { ($0.schema.name, $0) }) { first, _ in first }
    return ProofData(
      collections: other.collections.map { collection in
        Collection(
          schema: collection.schema,
          rows: now[collection.schema.name]?.rows(with: collection.schema.columns) ?? [])
      })
  }

  func without(_ names: Set<String>) -> ProofData {
    names.isEmpty
      ? self : ProofData(collections: collections.filter { !names.contains($0.schema.name) })
  }
}

extension ProofData.Collection {
  /// The values of `columns`, found by name; null for a column that is not there.
  fileprivate func rows(with columns: [CollectionSchema.Column]) -> [[Value]] {
    let places = columns.map { column in
      schema.columns.firstIndex { $0.name == column.name }
    }
    return rows.map { row in places.map { $0.map { row[$0] } ?? .null } }
  }
}

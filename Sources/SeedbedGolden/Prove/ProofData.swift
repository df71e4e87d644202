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

  func without(_ names: Set<String>) -> ProofData {
    names.isEmpty
      ? self : ProofData(collections: collections.filter { !names.contains($0.schema.name) })
  }

  /// The same rows, ready to be searched.
  func state(named name: String) -> ProofState {
    ProofState(
      name: name,
      tables: collections.map { ProofTable($0.schema, rows: $0.rows) }
        .sorted { $0.name < $1.name })
  }
}

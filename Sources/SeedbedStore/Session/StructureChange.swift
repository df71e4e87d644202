package import SeedbedCore

/// One change to the structure of a database, which any driver can make.
package enum StructureChange: Sendable, Hashable {
  case createCollection(CollectionSchema)
  case dropCollection(String)
  case renameCollection(from: String, to: String)
  case addColumn(CollectionSchema.Column, to: String)
  case dropColumn(String, from: String)
  case renameColumn(from: String, to: String, in: String)
  case createIndex(CollectionSchema.Index, on: String)
  case dropIndex(CollectionSchema.Index, on: String)
}

extension StructureChange {
  /// The collections the change names.
  package var collections: [String] {
    switch self {
    case .createCollection(let collection): [collection.name]
    case .renameCollection(let old, let new): [old, new]
    case .dropCollection(let name), .addColumn(_, let name), .dropColumn(_, let name),
      .renameColumn(_, _, let name), .createIndex(_, let name), .dropIndex(_, let name):
      [name]
    }
  }
}

import SeedbedCore
import SeedbedStore

/// The rows of one collection that earlier seeds brought, as pieces of SQL.
struct OwnedRows {
  let table: String
  /// The text of the key, as a seed row remembers it.
  let key: String
  let bindings: [Value]
  private let collection: CollectionSchema
  private let session: any StoreSession

  init(of collection: CollectionSchema, in session: any StoreSession) {
    self.collection = collection
    self.session = session
    let keys = collection.primaryKey
    table = SQLText.identifier(collection.name)
    key = keys.map { session.storedText(of: $0) }.joined(separator: " || $2 || ")
    bindings = [.text(collection.name)] + (keys.count > 1 ? [.text(SeedKey.separator)] : [])
  }

  /// Holds for the rows.
  var condition: String {
    "\(key) IN (\(SeedRows.keysOfCollection))"
  }

  /// Holds for the rows that no other row refers to, save rows that go at the same time.
  func unreferenced(in schema: Schema) -> String {
    let conditions = schema.names.compactMap { schema[$0] }.flatMap { child in
      child.columns.compactMap { column -> String? in
        guard let reference = column.references, reference.collection == collection.name else {
          return nil
        }
        return condition(for: column, of: child, referringTo: reference.column)
      }
    }
    return conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ")
  }

  private func condition(
    for column: CollectionSchema.Column, of child: CollectionSchema, referringTo parent: String
  ) -> String {
    let (reference, target) = (SQLText.identifier(column.name), SQLText.identifier(parent))
    let others = SQLText.identifier(child.name)
    let isOwn = child.name == collection.name
    let filter = isOwn ? " AND NOT (\(condition))" : ""
    return
      "\(target) NOT IN (SELECT \(reference) FROM \(others) WHERE \(reference) IS NOT NULL\(filter))"
  }
}

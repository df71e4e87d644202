import SeedbedCore
import SeedbedStore

/// The records that go with a collection, or the values that go with a column.
package struct LostRecords: Sendable, Hashable {
  package let collection: String
  /// Nil when the whole collection goes.
  package let column: String?
  /// How many records, or how many values that are not null.
  package let count: Int
  /// Whether there may be more, which this role does not see.
  let hidesMore: Bool

  /// Counts what a change would drop; nil when that is nothing.
  init?(by change: StructureChange, in session: any StoreSession) throws {
    let counted: String
    switch change {
    case .dropCollection(let name): (collection, column, counted) = (name, nil, "*")
    case .dropColumn(let name, let table):
      (collection, column, counted) = (table, name, SQLText.identifier(name))
    case .createCollection, .renameCollection, .addColumn, .renameColumn, .createIndex, .dropIndex:
      return nil
    }
    guard let schema = try session.schema(of: collection),
      column.map({ schema.column($0) != nil }) ?? true
    else { return nil }
    let sql = "SELECT count(\(counted)) AS lost FROM \(SQLText.identifier(collection))"
    count = try Int(session.rows(sql).first?.integer("lost") ?? 0)
    hidesMore = try session.hidesRows(of: collection)
    if count == 0, !hidesMore { return nil }
  }
}

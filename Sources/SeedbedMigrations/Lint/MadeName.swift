import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// A name that a step brings into the database.
struct MadeName {
  enum Kind: String {
    case collection
    case column
    case index
  }

  let kind: Kind
  let name: String
  /// The collection it belongs to.
  let collection: String
  let node: YAMLNode

  /// The names a step makes, renames among them; `before` is the structure it changes.
  static func names(madeBy step: Migration.Step, before: Schema) -> [MadeName] {
    guard case .structure(let change) = step.action else { return [] }
    let body = step.entry.value
    func node(_ key: String) -> YAMLNode { body[key] ?? step.entry.key }
    func indexes(
      _ indexes: [CollectionSchema.Index], of collection: String, at node: YAMLNode
    ) -> [MadeName] {
      indexes.map {
        MadeName(
          kind: .index, name: $0.name(in: collection), collection: collection, node: node)
      }
    }
    switch change {
    case .createCollection(let made):
      let own = MadeName(
        kind: .collection, name: made.name, collection: made.name, node: node("name"))
      let columns = (body["columns"]?.entries ?? []).map {
        MadeName(kind: .column, name: $0.name, collection: made.name, node: $0.key)
      }
      let lists = body["indexes"]?.items ?? []
      return [own] + columns
        + zip(made.indexes, lists).flatMap {
          indexes([$0], of: made.name, at: $1["columns"] ?? step.entry.key)
        }
    case .renameCollection(let old, let new):
      let own = MadeName(kind: .collection, name: new, collection: new, node: node("to"))
      return [own] + indexes(before[old]?.indexes ?? [], of: new, at: node("to"))
    case .addColumn(let column, let collection):
      return [
        MadeName(kind: .column, name: column.name, collection: collection, node: node("name"))
      ]
    case .renameColumn(let old, let new, let collection):
      let own = MadeName(kind: .column, name: new, collection: collection, node: node("to"))
      let moved = (before[collection]?.indexes ?? []).filter { index in
        index.columns.contains { $0.name == old }
      }
      let renamed = moved.map { index in
        var index = index
        for place in index.columns.indices where index.columns[place].name == old {
          index.columns[place].name = new
        }
        return index
      }
      return [own] + indexes(renamed, of: collection, at: node("to"))
    case .createIndex(let index, let collection):
      return indexes([index], of: collection, at: node("columns"))
    case .dropCollection, .dropColumn, .dropIndex: return []
    }
  }

  /// The names of the columns beside a column, or of all collections.
  func siblings(in schema: Schema) -> [String] {
    switch kind {
    case .column: schema[collection]?.columns.map(\.name) ?? []
    case .collection, .index: schema.names
    }
  }

  /// Whether another collection or index has this very name.
  func isTaken(in schema: Schema) -> Bool {
    guard kind != .column else { return false }
    let indexes = schema.names.flatMap { name in
      schema[name]?.indexes.map { $0.name(in: name) } ?? []
    }
    return (schema.names + indexes).count { $0 == name } > 1
  }
}

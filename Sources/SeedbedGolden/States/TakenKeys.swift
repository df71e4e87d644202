import SeedbedCore

/// The keys that rows of a collection hold already, as far as the structure says what is a key.
struct TakenKeys {
  private let keys: [[Int]]
  private var values: [Set<[Value]>]

  init(_ collection: ProofData.Collection) {
    keys = Self.keys(of: collection.schema)
    values = keys.map { places in Set(collection.rows.map { row in places.map { row[$0] } }) }
  }

  /// The places of the columns of each key.
  static func keys(of schema: CollectionSchema) -> [[Int]] {
    let columns = schema.columns
    let primary = columns.indices.filter { columns[$0].isPrimaryKey }
    let unique = columns.indices.filter { columns[$0].isUnique }.map { [$0] }
    let indexes = schema.indexes.filter(\.isUnique).map { index in
      index.columns.compactMap { column in columns.firstIndex { $0.name == column.name } }
    }
    return ([primary] + unique + indexes).filter { !$0.isEmpty }
  }

  /// Takes the keys of a row; false, with none taken, where one is there already.
  mutating func take(_ row: [Value]) -> Bool {
    let own = keys.map { places in places.map { row[$0] } }
    // A null is no other null's equal.
    let isFree = zip(own, values).allSatisfy { key, taken in
      key.contains(where: \.isNull) || !taken.contains(key)
    }
    guard isFree else { return false }
    for place in own.indices { values[place].insert(own[place]) }
    return true
  }
}

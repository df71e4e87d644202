import SeedbedCore

/// What of a collection can be compared: decided from its structure on both sides alone.
struct ComparedCollection {
  let name: String
  let rows: RowChecksum
  /// The columns of the key both sides have; empty when a row is known by its content alone.
  let key: [CollectionSchema.Column]
  /// Where the columns of the key stand among those of `rows`.
  let keyPlaces: [Int]
  let differences: [StructureDifference]

  init(_ left: CollectionSchema, _ right: CollectionSchema) {
    name = left.name
    var differences: [StructureDifference] = []
    var shared: [CollectionSchema.Column] = []
    for column in left.columns {
      guard let other = right.column(column.name) else {
        differences.append(.column(column.name, of: left.name, onlyOn: .left))
        continue
      }
      if other.type.family == column.type.family { shared.append(column) }
      if other.type != column.type {
        differences.append(
          .type(of: column.name, in: left.name, left: column.type, right: other.type))
      }
    }
    for column in right.columns where left.column(column.name) == nil {
      differences.append(.column(column.name, of: left.name, onlyOn: .right))
    }
    let keys = (left: left.primaryKey.map(\.name), right: right.primaryKey.map(\.name))
    if keys.left != keys.right {
      differences.append(.primaryKey(of: left.name, left: keys.left, right: keys.right))
    }
    let rows = RowChecksum(of: shared)
    let places = keys.left.compactMap { name in rows.columns.firstIndex { $0.name == name } }
    keyPlaces = keys.left == keys.right && places.count == keys.left.count ? places : []
    key = keyPlaces.map { rows.columns[$0] }
    self.rows = rows
    self.differences = differences
  }

  /// Whether every engine sorts by the key as `RowPosition` does.
  var hasOrderedKey: Bool {
    !key.isEmpty
      && key.allSatisfy { column in
        switch column.type {
        case .id, .int, .bigint, .text, .enumeration, .uuid, .date, .time, .timestamp, .bytes: true
        // SQLite keeps decimals as text; booleans, floats and JSON are no keys to speak of.
        case .decimal, .bool, .float, .json: false
        }
      }
  }
}

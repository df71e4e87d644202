import SeedbedCore

/// What is kept of a row of a range that differs, until its like on the other side is found.
struct HeldRow {
  let digest: Digest
  /// A number for each value, to tell which columns differ.
  let fingerprints: [Int]
  let name: [RowDifference.NamedValue]
  var count = 1

  init(_ row: ComparedRow, of collection: ComparedCollection) {
    digest = row.digest
    fingerprints = collection.rows.fingerprints(of: row.values)
    let columns = collection.rows.columns
    name =
      collection.key.isEmpty
      ? zip(columns, row.values).map { .init(column: $0.name, value: $1.cut) }
      : collection.keyPlaces.map { .init(column: columns[$0].name, value: row.values[$0]) }
  }

  /// The columns in which two rows differ.
  func columns(differingFrom other: HeldRow, of collection: ComparedCollection) -> [String] {
    collection.rows.columns.indices
      .filter { fingerprints[$0] != other.fingerprints[$0] }
      .map { collection.rows.columns[$0].name }
  }
}

/// The rows of a range by their places.
struct HeldRows {
  private(set) var byPosition: [RowPosition: [HeldRow]] = [:]

  mutating func hold(_ row: ComparedRow, of collection: ComparedCollection) {
    if let place = byPosition[row.position]?.firstIndex(where: { $0.digest == row.digest }) {
      byPosition[row.position]?[place].count += 1
    } else {
      byPosition[row.position, default: []].append(HeldRow(row, of: collection))
    }
  }

  /// Takes one row with the same content away; false when there is none.
  mutating func release(_ row: ComparedRow) -> Bool {
    guard var held = byPosition[row.position],
      let place = held.firstIndex(where: { $0.digest == row.digest })
    else { return false }
    held[place].count -= 1
    if held[place].count == 0 { held.remove(at: place) }
    byPosition[row.position] = held.isEmpty ? nil : held
    return true
  }
}

extension Value {
  /// The value, or what a message needs of one that is long.
  fileprivate var cut: Value {
    switch self {
    case .text(let text) where text.utf8.count > 60: .text("\(text.prefix(57))...")
    case .json(let text) where text.utf8.count > 60: .text("\(text.prefix(57))...")
    case .bytes: .text(description)
    case .null, .bool, .int, .float, .decimal, .text, .json, .timestamp: self
    }
  }
}

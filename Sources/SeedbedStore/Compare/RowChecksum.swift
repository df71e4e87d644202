package import SeedbedCore

/// The canonical digest of rows: one value for one record, on every engine.
///
/// It is the SHA-256 of the columns' names, in the order of their bytes, and of the values in the same order:
/// decimals and the numbers in JSON by value, JSON without spacing and order of members, floats by their bits,
/// times and UUIDs in the spelling the stores write, text byte for byte. Where a column stands in its collection
/// does not count.
package struct RowChecksum {
  /// The columns, in the order in which `digest(of:)` takes their values.
  package let columns: [CollectionSchema.Column]
  private let families: [ColumnFamily]
  private let headerLength: Int
  /// What is hashed; used again for every row.
  private var bytes: [UInt8] = []

  package init(of columns: [CollectionSchema.Column]) {
    self.columns = columns.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    families = self.columns.map(\.type.family)
    for column in self.columns {
      CanonicalValue.append(.text(column.name), of: .text, to: &bytes)
    }
    headerLength = bytes.count
  }

  /// The digest of a row, whose values are in the order of `columns`.
  package mutating func digest(of values: [Value]) -> Digest {
    bytes.removeSubrange(headerLength...)
    for (value, family) in zip(values, families) {
      CanonicalValue.append(value, of: family, to: &bytes)
    }
    return Digest(of: bytes)
  }

  /// The digest of some of a row's values, by their places.
  mutating func digest(of values: [Value], at places: [Int]) -> Digest {
    bytes.removeSubrange(headerLength...)
    for place in places { CanonicalValue.append(values[place], of: families[place], to: &bytes) }
    return Digest(of: bytes)
  }

  /// A number for each value that tells it from others within this process.
  func fingerprints(of values: [Value]) -> [Int] {
    zip(values, families).map { value, family in
      var canonical: [UInt8] = []
      CanonicalValue.append(value, of: family, to: &canonical)
      return canonical.hashValue
    }
  }

  /// The query for the values of every row of a collection, in the order of `columns`.
  func query(of collection: String) -> String {
    "SELECT \(columns.map { SQLText.identifier($0.name) }.joined(separator: ", ")) "
      + "FROM \(SQLText.identifier(collection))"
  }
}

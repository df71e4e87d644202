package import SeedbedCore

/// The content of a row, from its canonical values, as a SHA-256 or as a number of 64 bits.
///
/// Both are the same for a row on its way into a store and for the row a store gives back, on every engine, so
/// that a row which was changed since can be told. Names and places of columns do not count.
package struct RowFingerprint {
  /// Of the values `number(of:)` takes: first those of a batch, then those every row has alike.
  package let columns: [CollectionSchema.Column]
  private let families: [ColumnFamily]
  /// Which columns of a batch count.
  private let counts: [Bool]
  private let common: [Value]
  /// What every row has alike, as bytes.
  private var commonBytes: [UInt8] = []
  /// What is hashed; used again for every row.
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - columns: those of a batch, in its order.
  ///   - common: columns a batch leaves out, and what a store puts there.
  ///   - ignored: names of columns of the batch that do not count.
  package init(
    of columns: [CollectionSchema.Column],
    common: [(column: CollectionSchema.Column, value: Value)] = [],
    ignoring ignored: Set<String> = []
  ) {
    self.columns = columns.filter { !ignored.contains($0.name) } + common.map(\.column)
    families = (columns + common.map(\.column)).map(\.type.family)
    counts = columns.map { !ignored.contains($0.name) }
    self.common = common.map(\.value)
    for (column, value) in common {
      CanonicalValue.append(value, of: column.type.family, to: &commonBytes)
    }
  }

  /// Of a row of a batch.
  package mutating func digest(of row: Int, in batch: RowBatch) -> Digest {
    take(row, of: batch)
    return Digest(of: bytes)
  }

  private mutating func take(_ row: Int, of batch: RowBatch) {
    bytes.removeAll(keepingCapacity: true)
    for column in 0..<batch.columnCount where counts[column] {
      CanonicalValue.append(batch[row, column], of: batch, families[column], to: &bytes)
    }
    bytes += commonBytes
  }

  /// Of a row a store gave, whose values are in the order of `columns`.
  package mutating func digest(of values: some Sequence<Value>) -> Digest {
    take(values)
    return Digest(of: bytes)
  }

  private mutating func take(_ values: some Sequence<Value>) {
    bytes.removeAll(keepingCapacity: true)
    for (value, column) in zip(values, columns) {
      CanonicalValue.append(value, of: column.type.family, to: &bytes)
    }
  }

  /// As `digest(of:in:)`, in 64 bits and several times as fast.
  package mutating func number(of row: Int, in batch: RowBatch) -> UInt64 {
    take(row, of: batch)
    return SipHash.number(of: bytes)
  }

  /// As `digest(of:)`, in 64 bits.
  package mutating func number(of values: some Sequence<Value>) -> UInt64 {
    take(values)
    return SipHash.number(of: bytes)
  }

  /// The values of a row of a batch and those every row has alike, in the order of `columns`.
  package func values(of row: Int, in batch: RowBatch) -> [Value] {
    (0..<batch.columnCount).filter { counts[$0] }.map { batch.value(of: row, $0) } + common
  }

  /// The columns in which two rows differ, by their values in the order of `columns`.
  package func columns(
    inWhich left: [Value], differFrom right: [Value]
  ) -> [CollectionSchema.Column] {
    columns.indices.filter { place in
      var (one, other): ([UInt8], [UInt8]) = ([], [])
      CanonicalValue.append(left[place], of: columns[place].type.family, to: &one)
      CanonicalValue.append(right[place], of: columns[place].type.family, to: &other)
      return one != other
    }.map { columns[$0] }
  }
}

extension RowBatch {
  /// A cell as a store would give it back.
  package func value(of row: Int, _ column: Int) -> Value {
    let cell = self[row, column]
    return switch cell.kind {
    case .null: .null
    case .int: .int(cell.payload)
    case .float: .float(Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .text: .text(String(decoding: content(of: cell), as: UTF8.self))
    case .bytes: .bytes(Array(content(of: cell)))
    }
  }
}

extension RowBatch {
  /// A batch of some of the rows.
  package func rows(_ wanted: [Int]) -> RowBatch {
    part(rows: wanted, columns: Array(0..<columnCount))
  }

  /// A batch of some of the columns of some of the rows, both in the order given.
  package func part(rows: some Sequence<Int>, columns: [Int]) -> RowBatch {
    var part = RowBatch(columnCount: columns.count)
    for row in rows {
      for column in columns {
        part.append(self[row, column], of: self)
      }
    }
    return part
  }

  /// Appends a cell of another batch.
  package mutating func append(_ cell: Cell, of other: RowBatch) {
    switch cell.kind {
    case .null: appendNull()
    case .int: append(int: cell.payload)
    case .float: append(float: Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .text: append(text: other.content(of: cell))
    case .bytes: append(bytes: other.content(of: cell))
    }
  }
}

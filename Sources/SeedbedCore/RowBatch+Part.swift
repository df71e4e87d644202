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
        let cell = self[row, column]
        switch cell.kind {
        case .null: part.appendNull()
        case .int: part.append(int: cell.payload)
        case .float: part.append(float: Double(bitPattern: UInt64(bitPattern: cell.payload)))
        case .text: part.append(text: content(of: cell))
        case .bytes: part.append(bytes: content(of: cell))
        }
      }
    }
    return part
  }
}

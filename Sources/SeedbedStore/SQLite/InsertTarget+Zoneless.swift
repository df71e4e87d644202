import SeedbedCore

extension InsertTarget {
  /// What SQLite is given: no generated columns, and times without a zone as SQLite's own functions write them.
  func asSQLiteKeeps(_ given: RowBatch) -> (RowBatch, InsertTarget) {
    let (batch, target) = withoutGeneratedColumns(given)
    let zoneless = Set(
      target.columns.indices.filter { schema.column(target.columns[$0])?.isZoneless == true })
    guard !zoneless.isEmpty else { return (batch, target) }
    var kept = RowBatch(columnCount: batch.columnCount)
    for row in 0..<batch.count {
      for column in 0..<batch.columnCount {
        let cell = batch[row, column]
        guard cell.kind == .text, zoneless.contains(column) else {
          kept.append(cell, of: batch)
          continue
        }
        kept.append(text: Self.zoneless(batch.content(of: cell)))
      }
    }
    return (kept, target)
  }

  /// `2026-01-15T12:00:00.250000Z` as `2026-01-15 12:00:00.250000`, and whole seconds without a fraction.
  private static func zoneless(_ instant: ArraySlice<UInt8>) -> [UInt8] {
    guard instant.count == 27, instant.last == UInt8(ascii: "Z") else { return Array(instant) }
    var text = Array(instant.dropLast())
    text[10] = UInt8(ascii: " ")
    if text.suffix(6).allSatisfy({ $0 == UInt8(ascii: "0") }) { text.removeLast(7) }
    return text
  }
}

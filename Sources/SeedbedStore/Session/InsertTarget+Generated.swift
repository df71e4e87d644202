import SeedbedCore

extension InsertTarget {
  /// The batch and the target without the columns that the database computes itself; it takes none for them.
  func withoutGeneratedColumns(_ batch: RowBatch) -> (RowBatch, InsertTarget) {
    let kept = columns.indices.filter { schema.column(columns[$0])?.isGenerated != true }
    guard kept.count < columns.count, !kept.isEmpty else { return (batch, self) }
    var target = self
    target.columns = kept.map { columns[$0] }
    return (batch.part(rows: 0..<batch.count, columns: kept), target)
  }
}

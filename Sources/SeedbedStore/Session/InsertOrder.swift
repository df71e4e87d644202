import SeedbedCore

extension InsertTarget {
  /// The rows of `batch` in the order of a single key, so that the key's index grows in long runs; as
  /// they stand where one row may refer to another of the same batch.
  func order(of batch: RowBatch) -> [Int] {
    let key = schema.primaryKey
    guard batch.count > 64, key.count == 1, let name = key.first?.name,
      let column = columns.firstIndex(of: name),
      !schema.columns.contains(where: { $0.references?.collection == schema.name })
    else { return Array(0..<batch.count) }
    return batch.rows(inOrderOfColumn: column)
  }
}

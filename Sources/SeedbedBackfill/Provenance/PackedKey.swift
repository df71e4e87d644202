import SeedbedCore

/// The packed primary keys of mapped rows.
struct PackedKey {
  /// Where the columns of the key stand among those of a batch.
  private let places: [Int]

  init(of plan: BackfillPlan) {
    places = plan.schema.primaryKey.compactMap { key in
      plan.columns.firstIndex { $0.name == key.name }
    }
  }

  func append(row: Int, of batch: RowBatch, to bytes: inout [UInt8]) {
    for place in places { PackedValue.append(batch[row, place], of: batch, to: &bytes) }
  }

  func bytes(of row: Int, in batch: RowBatch) -> [UInt8] {
    var bytes: [UInt8] = []
    append(row: row, of: batch, to: &bytes)
    return bytes
  }
}

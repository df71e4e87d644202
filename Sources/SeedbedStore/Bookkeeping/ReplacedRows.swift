import SeedbedCore

/// What rows held before a run replaced them.
package enum ReplacedRows {
  package struct Old {
    /// A JSON list of their names.
    package let columns: String
    /// The values, packed.
    package let content: [UInt8]
  }

  static let table = CollectionSchema(
    name: "seedbed_backfill_replaced",
    columns: [
      .init(name: "run", type: .text, isPrimaryKey: true),
      .init(name: "file", type: .text, isPrimaryKey: true),
      .init(name: "record_number", type: .bigint, isPrimaryKey: true),
      .init(name: "columns", type: .json),
      .init(name: "content", type: .bytes),
    ])

  /// Keeps the packed content of rows, by the numbers of the records that replaced them.
  package static func keep(
    _ old: [(number: Int, content: [UInt8])], columns: String, file: String, run: String,
    in session: any StoreSession
  ) throws {
    try session.insert(into: table, whenTaken: .fail) { rows in
      for (number, content) in old {
        rows.append(.text(run))
        rows.append(.text(file))
        rows.append(.int(Int64(number)))
        rows.append(.json(columns))
        rows.append(.bytes(content))
      }
    }
  }

  /// What the row held that a record replaced; nil if nothing is known of it.
  package static func old(
    of number: Int, in batch: BackfillBatches.Batch, _ session: any StoreSession
  ) throws -> Old? {
    try session.rows(
      """
      SELECT columns, content FROM \(table.name)
      WHERE run = $1 AND file = $2 AND record_number = $3
      """, [.text(batch.run), .text(batch.file), .int(Int64(number))]
    ).first.map { try Old(columns: $0.decode("columns"), content: $0.decode("content")) }
  }
}

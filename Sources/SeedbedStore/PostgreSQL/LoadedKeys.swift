import SeedbedCore

/// The least and the greatest whole number of each column that rows of a transaction brought along.
struct LoadedKeys: Sendable {
  private var ranges: [String: [String: ClosedRange<Int64>]] = [:]

  var isEmpty: Bool { ranges.isEmpty }

  /// The tables that got rows, in the order of their names.
  var tables: [String] { ranges.keys.sorted() }

  func range(of column: String, in table: String) -> ClosedRange<Int64>? {
    ranges[table]?[column]
  }

  /// Adds the rows of a batch, save those at `refused`.
  mutating func add(_ batch: RowBatch, into target: InsertTarget, without refused: Set<Int>) {
    for (place, name) in target.columns.enumerated() {
      guard target.schema.column(name)?.type.isWhole == true else { continue }
      var range = range(of: name, in: target.schema.name)
      for row in 0..<batch.count where refused.isEmpty || !refused.contains(row) {
        guard let number = Self.number(batch[row, place], of: batch) else { continue }
        range = min(range?.lowerBound ?? number, number)...max(range?.upperBound ?? number, number)
      }
      if let range { ranges[target.schema.name, default: [:]][name] = range }
    }
  }

  private static func number(_ cell: RowBatch.Cell, of batch: RowBatch) -> Int64? {
    switch cell.kind {
    case .int: cell.payload
    case .text:
      Int64(String(decoding: batch.content(of: cell).prefix { $0 != 0x2E }, as: UTF8.self))
    case .null, .float, .bytes: nil
    }
  }
}

extension ColumnType {
  /// Whether a sequence may give out the numbers of such a column.
  fileprivate var isWhole: Bool {
    switch self {
    case .id, .int, .bigint, .decimal: true
    case .text, .bool, .float, .bytes, .date, .time, .timestamp, .uuid, .json, .enumeration: false
    }
  }
}

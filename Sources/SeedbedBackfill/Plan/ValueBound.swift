import SeedbedCore
import SeedbedFormats

/// A value that others of its column are compared with.
struct ValueBound: Comparable {
  private enum Order: Equatable {
    case int(Int64)
    case float(Double)
    case decimal(ExactDecimal)
    /// Dates and times, whose stored texts are in the order of time.
    case text([UInt8])
  }

  /// As a person wrote it.
  let text: String
  private let order: Order

  /// The bound a node writes; nil without one.
  init?(_ node: YAMLNode?, of type: ColumnType) throws(TypingProblem) {
    guard let text = node?.scalar else { return nil }
    var batch = RowBatch(columnCount: 1)
    try type.append(text.utf8Span.span.bytes, to: &batch)
    guard let order = Self.order(of: batch[0, 0], in: batch, type) else { return nil }
    self.text = text
    self.order = order
  }

  private init(text: String, order: Order) {
    self.text = text
    self.order = order
  }

  /// The last value of a batch; nil when it is null.
  static func last(of batch: RowBatch, as type: ColumnType) -> ValueBound? {
    guard let cell = batch.cells.last else { return nil }
    return order(of: cell, in: batch, type).map { ValueBound(text: "", order: $0) }
  }

  private static func order(
    of cell: RowBatch.Cell, in batch: RowBatch, _ type: ColumnType
  ) -> Order? {
    switch cell.kind {
    case .null, .bytes: nil
    case .int: .int(cell.payload)
    case .float: .float(Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .text where type.isDecimal:
      ExactDecimal(ascii: batch.content(of: cell)).map { .decimal($0) }
    case .text: .text(Array(batch.content(of: cell)))
    }
  }

  static func == (left: ValueBound, right: ValueBound) -> Bool { left.order == right.order }

  static func < (left: ValueBound, right: ValueBound) -> Bool {
    switch (left.order, right.order) {
    case (.int(let one), .int(let other)): one < other
    case (.float(let one), .float(let other)): one < other
    case (.decimal(let one), .decimal(let other)): one < other
    case (.text(let one), .text(let other)): one.lexicographicallyPrecedes(other)
    case (.int, _), (.float, _), (.decimal, _), (.text, _): false
    }
  }
}

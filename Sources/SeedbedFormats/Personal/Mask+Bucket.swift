package import SeedbedCore

extension Mask {
  /// Adds the value of a batch's last cell to another batch, in its bucket; other masks leave it as it is.
  package func append(
    lastOf source: RowBatch, as type: ColumnType, to batch: inout RowBatch
  ) throws(TypingProblem) {
    guard let cell = source.cells.last else { return }
    switch (self, cell.kind) {
    case (.numberBucket(let width), .int):
      let number = try Self.floored(
        ExactDecimal(unscaled: Int128(cell.payload), scale: 0), to: width)
      guard let whole = number.rescaled(to: 0), let integer = Int64(exactly: whole.unscaled) else {
        throw Self.outside
      }
      batch.append(int: integer)
    case (.numberBucket(let width), .text):
      guard let number = ExactDecimal(ascii: source.content(of: cell)) else { throw Self.outside }
      let bucket = try Self.floored(number, to: width)
      try type.append(Array(bucket.description.utf8).span.bytes, to: &batch)
    case (.timeBucket(let span), .text):
      var text = Array(source.content(of: cell))
      span.truncate(&text)
      batch.append(text: text)
    case (_, .null): batch.appendNull()
    case (_, .int): batch.append(int: cell.payload)
    case (_, .float): batch.append(float: Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case (_, .text): batch.append(text: source.content(of: cell))
    case (_, .bytes): batch.append(bytes: source.content(of: cell))
    }
  }

  private static let outside = TypingProblem(
    code: "mask.bucket", message: "the bucket of the value is out of the column's range")

  /// The greatest multiple of `width` that is not greater.
  private static func floored(
    _ number: ExactDecimal, to width: ExactDecimal
  ) throws(TypingProblem) -> ExactDecimal {
    let scale = max(number.scale, width.scale)
    guard let value = number.rescaled(to: scale)?.unscaled,
      let step = width.rescaled(to: scale)?.unscaled, step > 0
    else { throw outside }
    let remainder = value % step
    let start = value.subtractingReportingOverflow(remainder < 0 ? remainder + step : remainder)
    guard !start.overflow else { throw outside }
    return ExactDecimal(unscaled: start.partialValue, scale: scale)
  }
}

extension Mask.Span {
  /// Of a stored date or timestamp, `2026-01-15` or `2026-01-15T12:00:00.000000Z`.
  fileprivate func truncate(_ text: inout [UInt8]) {
    let start = Array("0000-01-01T00:00:00.000000Z".utf8)
    let kept =
      switch self {
      case .year: 5
      case .month: 8
      case .day: 11
      case .hour: 14
      }
    for place in text.indices where place >= kept && place < start.count {
      text[place] = start[place]
    }
  }
}

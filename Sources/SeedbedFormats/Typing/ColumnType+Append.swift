package import SeedbedCore

extension ColumnType {
  /// Adds the value that source text means to a batch, in the form stores keep; bytes to bytes where that can be.
  ///
  /// The same rules as `value(of:)`. Text is checked to be UTF-8 and refused when it holds a zero byte.
  /// On a throw the batch is as it was.
  package func append(_ text: RawSpan, to batch: inout RowBatch) throws(TypingProblem) {
    switch self {
    case .text:
      try ScalarText.check(text)
      batch.append(text: text)
    case .id, .bigint: batch.append(int: try ScalarNumber.integer(text, in: .min ... .max))
    case .int: batch.append(int: try ScalarNumber.integer(text, in: ScalarNumber.intRange))
    case .bool: batch.append(int: try ScalarText.flag(text) ? 1 : 0)
    case .float: batch.append(float: try ScalarNumber.float(text))
    case .bytes: batch.append(bytes: try ScalarBytes.decoded(text))
    case .timestamp:
      if ScalarTime.isWholeSecondInUTC(text) {
        batch.appendText { ScalarTime.append(wholeSecond: text, to: &$0) }
      } else {
        let instant = try ScalarTime.timestamp(text)
        batch.appendText { instant.appendText(to: &$0) }
      }
    case .uuid:
      if ScalarText.isCanonicalUUID(text) {
        batch.append(text: text)
      } else {
        batch.append(text: try ScalarText.uuid(text))
      }
    case .json: batch.append(text: try ScalarText.json(text))
    case .enumeration(let words):
      _ = try ScalarText.word(text, of: words)
      batch.append(text: text)
    case .decimal(let precision, let scale):
      let number = try ScalarNumber.decimal(text, precision: precision, scale: scale)
      batch.appendText { ScalarNumber.append(number, to: &$0) }
    case .date: batch.append(text: try ScalarTime.date(text).utf8)
    case .time: batch.append(text: try ScalarTime.time(text).utf8)
    }
  }

  /// Adds the value that a JSON value means to a batch; null is null everywhere.
  ///
  /// Numbers are read from their source text; a number in a text column keeps it. JSON columns take anything.
  /// On a throw the batch is as it was.
  package func append(_ value: JSONValue, to batch: inout RowBatch) throws(TypingProblem) {
    if case .null = value { return batch.appendNull() }
    if self == .json {
      guard !value.holdsNUL else { throw .jsonNUL }
      return batch.appendText { JSONWriter.append(value, to: &$0, pretty: false) }
    }
    switch value {
    case .string(let text): try append(text: text, to: &batch)
    case .number(let number) where takesNumbers: try append(text: number.text, to: &batch)
    case .bool(let flag) where self == .bool: batch.append(int: flag ? 1 : 0)
    case .null, .bool, .number, .array, .object: throw refusal(of: value)
    }
  }

  private func append(text: String, to batch: inout RowBatch) throws(TypingProblem) {
    try append(text.utf8.span.bytes, to: &batch)
  }
}

extension RowBatch {
  @inline(__always)
  fileprivate mutating func append(text: RawSpan) {
    appendText { $0.append(text) }
  }
}

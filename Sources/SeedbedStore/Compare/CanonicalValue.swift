import SeedbedCore

/// Values as bytes that are the same for the same value on every engine.
///
/// Each starts with a tag, and what has no fixed size with its length, so that no two rows of values give the
/// same bytes. What a column's type does not foresee stands for itself.
enum CanonicalValue {
  private enum Tag: UInt8 {
    case null
    case integer
    case float
    case number
    case text
    case bytes
    case json
  }

  static func append(_ value: Value, of family: ColumnFamily, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(Tag.null.rawValue)
    case .bool(let flag): append(integer: flag ? 1 : 0, of: family, to: &bytes)
    case .int(let number): append(integer: number, of: family, to: &bytes)
    case .float(let number): append(float: number, of: family, to: &bytes)
    case .decimal(let number): append(text: number.description, of: family, to: &bytes)
    case .text(let text), .json(let text): append(text: text, of: family, to: &bytes)
    case .timestamp(let instant): append(text: instant.description, of: family, to: &bytes)
    case .bytes(let content): append(.bytes, to: &bytes) { $0 += content }
    }
  }

  /// As `append(_:of:to:)`, for a cell of a batch.
  static func append(
    _ cell: RowBatch.Cell, of batch: RowBatch, _ family: ColumnFamily, to bytes: inout [UInt8]
  ) {
    switch cell.kind {
    case .null: bytes.append(Tag.null.rawValue)
    case .int: append(integer: cell.payload, of: family, to: &bytes)
    case .float:
      append(
        float: Double(bitPattern: UInt64(bitPattern: cell.payload)), of: family, to: &bytes)
    case .text: append(text: batch.content(of: cell).span, of: family, to: &bytes)
    case .bytes: append(.bytes, to: &bytes) { $0 += batch.content(of: cell) }
    }
  }

  private static func append(
    integer number: Int64, of family: ColumnFamily, to bytes: inout [UInt8]
  ) {
    switch family {
    case .decimal: append(text: String(number), of: family, to: &bytes)
    case .float: append(float: Double(number), of: family, to: &bytes)
    case .integer, .text, .bytes, .date, .time, .timestamp, .uuid, .json:
      bytes.append(Tag.integer.rawValue)
      append(bits: UInt64(bitPattern: number), to: &bytes)
    }
  }

  private static func append(
    float number: Double, of family: ColumnFamily, to bytes: inout [UInt8]
  ) {
    if family == .decimal, number.isFinite {
      append(text: String(number), of: family, to: &bytes)
    } else if family == .integer, let whole = Int64(exactly: number) {
      append(integer: whole, of: family, to: &bytes)
    } else {
      bytes.append(Tag.float.rawValue)
      // Both zeros are equal, and there is one NaN.
      let pattern = number == 0 ? 0 : number.isNaN ? Double.nan.bitPattern : number.bitPattern
      append(bits: pattern, to: &bytes)
    }
  }

  private static func append(text: String, of family: ColumnFamily, to bytes: inout [UInt8]) {
    append(text: text.utf8.span, of: family, to: &bytes)
  }

  /// As `append(_:of:to:)`, for the bytes of a text.
  static func append(text: Span<UInt8>, of family: ColumnFamily, to bytes: inout [UInt8]) {
    let start = bytes.count
    let isCanonical: Bool
    switch family {
    case .decimal:
      bytes.append(Tag.number.rawValue)
      append(bits: 0, to: &bytes)
      isCanonical = CanonicalNumber.append(text, to: &bytes)
    case .json:
      bytes.append(Tag.json.rawValue)
      append(bits: 0, to: &bytes)
      isCanonical = ComparableJSON.append(text, to: &bytes)
    case .timestamp, .time, .uuid:
      bytes.append(Tag.text.rawValue)
      append(bits: 0, to: &bytes)
      isCanonical = appendTime(text, of: family, to: &bytes)
    case .integer, .float, .text, .bytes, .date: isCanonical = false
    }
    if isCanonical { return setLength(at: start + 1, in: &bytes) }
    bytes.removeSubrange(start...)
    bytes.append(Tag.text.rawValue)
    append(bits: UInt64(text.count), to: &bytes)
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private static func appendTime(
    _ text: Span<UInt8>, of family: ColumnFamily, to bytes: inout [UInt8]
  ) -> Bool {
    switch family {
    case .timestamp: CanonicalTime.appendTimestamp(text, to: &bytes)
    case .time: CanonicalTime.appendTime(text, to: &bytes)
    case .uuid: CanonicalTime.appendUUID(text, to: &bytes)
    case .integer, .float, .decimal, .text, .bytes, .date, .json: false
    }
  }

  /// Appends a tag, the length of what `write` adds, and that.
  private static func append(
    _ tag: Tag, to bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void
  ) {
    bytes.append(tag.rawValue)
    let place = bytes.count
    append(bits: 0, to: &bytes)
    write(&bytes)
    setLength(at: place, in: &bytes)
  }

  /// Writes how many bytes come after the eight that hold the length.
  private static func setLength(at place: Int, in bytes: inout [UInt8]) {
    let length = UInt64(bytes.count - place - 8)
    for byte in 0..<8 { bytes[place + byte] = UInt8(truncatingIfNeeded: length >> (56 - 8 * byte)) }
  }

  private static func append(bits number: UInt64, to bytes: inout [UInt8]) {
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (56 - 8 * byte))) }
  }
}

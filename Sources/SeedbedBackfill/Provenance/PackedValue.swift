import SeedbedCore

/// Values in few bytes: a tag, then what it needs; the text of a UUID takes 17 bytes.
enum PackedValue {
  fileprivate enum Tag: UInt8 {
    case null
    case int
    case float
    case text
    case bytes
    case uuid
  }

  static func append(_ cell: RowBatch.Cell, of batch: RowBatch, to bytes: inout [UInt8]) {
    switch cell.kind {
    case .null: bytes.append(Tag.null.rawValue)
    case .int: append(.int, number: cell.payload, to: &bytes)
    case .float: append(float: UInt64(bitPattern: cell.payload), to: &bytes)
    case .text: append(text: batch.content(of: cell), to: &bytes)
    case .bytes: append(.bytes, batch.content(of: cell), to: &bytes)
    }
  }

  /// Appends a value as a store gives it.
  static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(Tag.null.rawValue)
    case .bool(let flag): append(.int, number: flag ? 1 : 0, to: &bytes)
    case .int(let number): append(.int, number: number, to: &bytes)
    case .float(let number): append(float: number.bitPattern, to: &bytes)
    case .decimal(let number): append(text: Array(number.description.utf8)[...], to: &bytes)
    case .text(let text), .json(let text): append(text: Array(text.utf8)[...], to: &bytes)
    case .bytes(let content): append(.bytes, content[...], to: &bytes)
    case .timestamp(let instant): append(text: Array(instant.description.utf8)[...], to: &bytes)
    }
  }

  static func bytes(of values: [Value]) -> [UInt8] {
    values.reduce(into: []) { append($1, to: &$0) }
  }

  /// The values that lie one behind the other in `bytes`.
  static func values(in bytes: some Collection<UInt8>) -> [Value] {
    var reader = PackedReader(bytes: Array(bytes))
    var values: [Value] = []
    while !reader.isAtEnd { values.append(reader.value()) }
    return values
  }

  /// Appends a number that is small as a rule, seven bits a byte.
  static func append(small number: Int64, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  static func append(fixed number: UInt64, to bytes: inout [UInt8]) {
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  private static func append(_ tag: Tag, number: Int64, to bytes: inout [UInt8]) {
    bytes.append(tag.rawValue)
    append(small: number, to: &bytes)
  }

  private static func append(float bits: UInt64, to bytes: inout [UInt8]) {
    bytes.append(Tag.float.rawValue)
    append(fixed: bits, to: &bytes)
  }

  private static func append(_ tag: Tag, _ content: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    append(tag, number: Int64(content.count), to: &bytes)
    bytes += content
  }

  private static func append(text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let start = bytes.count
    if text.count == 36 {
      bytes.append(Tag.uuid.rawValue)
      if appendUUID(text, to: &bytes) { return }
      bytes.removeSubrange(start...)
    }
    append(.text, text, to: &bytes)
  }

  /// - Returns: false, with nothing added, when the text is no UUID in lower case.
  private static func appendUUID(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let text = text.span
    var packed = InlineArray<16, UInt8>(repeating: 0)
    var place = 0
    for index in packed.indices {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        if text[place] != UInt8(ascii: "-") { return false }
        place += 1
      }
      let (high, low) = (digit(text[place]), digit(text[place + 1]))
      if high | low > 15 { return false }
      packed[index] = high << 4 | low
      place += 2
    }
    packed.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    return true
  }

  /// The value of a digit to the base 16 in lower case; 255 for anything else.
  private static func digit(_ byte: UInt8) -> UInt8 {
    let number = byte &- UInt8(ascii: "0")
    if number < 10 { return number }
    let letter = byte &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : 255
  }
}

/// Reads what `PackedValue` wrote.
struct PackedReader {
  private let bytes: [UInt8]
  private(set) var place = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place >= bytes.count }

  mutating func small() -> Int64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  mutating func fixed() -> UInt64 {
    take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func value() -> Value {
    switch PackedValue.Tag(rawValue: take(1).first ?? 0) {
    case .null?, nil: .null
    case .int?: .int(small())
    case .float?: .float(Double(bitPattern: fixed()))
    case .text?: .text(String(decoding: take(Int(small())), as: UTF8.self))
    case .bytes?: .bytes(Array(take(Int(small()))))
    case .uuid?: .text(Self.uuid(of: take(16)))
    }
  }

  /// Goes over one value.
  ///
  /// - Returns: its bytes, the tag among them.
  mutating func skip() -> ArraySlice<UInt8> {
    let start = place
    switch PackedValue.Tag(rawValue: take(1).first ?? 0) {
    case .null?, nil: break
    case .int?: _ = small()
    case .float?: _ = take(8)
    case .text?, .bytes?: _ = take(Int(small()))
    case .uuid?: _ = take(16)
    }
    return bytes[start..<place]
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    let end = min(bytes.count, place + max(0, count))
    defer { place = end }
    return bytes[place..<end]
  }

  private static func uuid(of bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if place == 4 || place == 6 || place == 8 || place == 10 { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

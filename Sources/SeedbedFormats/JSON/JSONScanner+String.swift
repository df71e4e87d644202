extension JSONScanner {
  /// Reads one string, the position being at its opening quote.
  mutating func string(in bytes: RawSpan) throws(JSONFault) -> String {
    position += 1
    let start = position
    position = Self.endOfPlain(in: bytes, from: start)
    guard position < bytes.byteCount else { throw unterminated(in: bytes, from: start) }
    if bytes[position] == UInt8(ascii: "\"") {
      try checkEncoding(in: bytes, start..<position)
      let text = bytes.text(start..<position)
      position += 1
      return text
    }
    return try escapedString(in: bytes, from: start)
  }

  /// Where the first quote, backslash or control character lies from `start` on, or the end.
  @inline(__always)
  static func endOfPlain(in bytes: RawSpan, from start: Int) -> Int {
    let quote = ByteWord.repeating(UInt8(ascii: "\""))
    let backslash = ByteWord.repeating(UInt8(ascii: "\\"))
    let controls = ByteWord.repeating(0xE0)
    var position = start
    while position + 8 <= bytes.byteCount {
      let word = bytes.word(at: position)
      let special =
        ByteWord.zeroBytes(word ^ quote) | ByteWord.zeroBytes(word ^ backslash)
        | ByteWord.zeroBytes(word & controls)
      if special != 0 { return position + special.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < bytes.byteCount, bytes[position] >= 0x20,
      bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\")
    {
      position += 1
    }
    return position
  }

  /// Reads the rest of a string with escapes, the position being at the first of them.
  private mutating func escapedString(
    in bytes: RawSpan, from start: Int
  ) throws(JSONFault) -> String {
    var text: [UInt8] = []
    var plain = start
    while true {
      try checkEncoding(in: bytes, plain..<position)
      text += bytes.array(plain..<position)
      guard position < bytes.byteCount else { throw unterminated(in: bytes, from: start) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try escape(in: bytes, into: &text)
      default:
        throw JSONFault(
          .syntax, "control characters in a string are written as escapes", at: position)
      }
      plain = position
      position = Self.endOfPlain(in: bytes, from: plain)
    }
  }

  private mutating func escape(
    in bytes: RawSpan, into text: inout [UInt8]
  ) throws(JSONFault) {
    let place = position
    guard place + 1 < bytes.byteCount else { throw unterminated(in: bytes, from: place) }
    position += 2
    switch bytes[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[place + 1])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += Array(String(Character(try scalar(in: bytes, at: place))).utf8)
    default:
      throw JSONFault(.syntax, "there is no such escape in JSON", at: place)
    }
  }

  /// Reads the digits after `\u`, and a second escape when the first is half of a pair.
  private mutating func scalar(
    in bytes: RawSpan, at place: Int
  ) throws(JSONFault) -> UnicodeScalar {
    let first = try fourDigits(in: bytes)
    if let scalar = UnicodeScalar(first) { return scalar }
    let lone = JSONFault(.encoding, "half of a surrogate pair stands alone", at: place)
    guard first < 0xDC00, bytes.holds("\\u", at: position) else { throw lone }
    position += 2
    let second = try fourDigits(in: bytes)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func fourDigits(in bytes: RawSpan) throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.byteCount else {
      throw JSONFault(.syntax, "expected four hexadecimal digits after \\u", at: position)
    }
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hexadecimal.value(of: bytes[position]) else {
        throw JSONFault(.syntax, "expected four hexadecimal digits after \\u", at: position)
      }
      number = number << 4 | UInt32(digit)
      position += 1
    }
    return number
  }

  @inline(__always)
  private func checkEncoding(in bytes: RawSpan, _ range: Range<Int>) throws(JSONFault) {
    if let bad = UTF8Check.firstInvalid(in: bytes, range) {
      throw JSONFault(.encoding, "the bytes here are not UTF-8", at: bad)
    }
  }

  private func unterminated(in bytes: RawSpan, from start: Int) -> JSONFault {
    JSONFault(.syntax, "the string is not closed", at: max(0, start - 1))
  }
}

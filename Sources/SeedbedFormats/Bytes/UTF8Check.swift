/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Check {
  /// The place of the first byte in `range` that is not part of valid UTF-8, or nil.
  @inline(__always)
  static func firstInvalid(in bytes: RawSpan, _ range: Range<Int>) -> Int? {
    let position = endOfASCII(in: bytes, range)
    return position == range.upperBound
      ? nil : firstInvalidBeyondASCII(in: bytes, position..<range.upperBound)
  }

  /// Where the first byte of `range` beyond ASCII lies, or its end.
  @inline(__always)
  static func endOfASCII(in bytes: RawSpan, _ range: Range<Int>) -> Int {
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      let high = bytes.word(at: position) & ByteWord.highBits
      if high != 0 { return position + high.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < range.upperBound, bytes[position] < 0x80 { position += 1 }
    return position
  }

  private static func firstInvalidBeyondASCII(
    in bytes: RawSpan, _ range: Range<Int>
  ) -> Int? {
    var position = range.lowerBound
    while position < range.upperBound {
      let first = bytes[position]
      if first < 0x80 {
        position = endOfASCII(in: bytes, position..<range.upperBound)
        continue
      }
      guard let length = sequenceLength(first), position + length <= range.upperBound,
        isSecond(bytes[position + 1], after: first)
      else { return position }
      for index in 2..<max(2, length) where bytes[position + index] & 0xC0 != 0x80 {
        return position
      }
      position += length
    }
    return nil
  }

  private static func sequenceLength(_ first: UInt8) -> Int? {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  private static func isSecond(_ byte: UInt8, after first: UInt8) -> Bool {
    switch first {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: byte & 0xC0 == 0x80
    }
  }
}

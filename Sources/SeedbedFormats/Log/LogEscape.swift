/// The escapes that web servers write inside quoted fields.
enum LogEscape {
  /// The bytes of `range` with `\"`, `\\`, `\xhh` and the escapes of C undone.
  ///
  /// - Returns: nil when an escape is unknown, or when what comes out holds a zero byte or is not UTF-8.
  static func undone(_ line: RawSpan, _ range: Range<Int>) -> [UInt8]? {
    var text: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard line[position] == UInt8(ascii: "\\") else {
        text.append(line[position])
        position += 1
        continue
      }
      guard let (byte, length) = escape(line, position..<range.upperBound) else { return nil }
      text.append(byte)
      position += length
    }
    let isText = UTF8Check.firstInvalid(in: text.span.bytes, 0..<text.count) == nil
    return isText && !text.contains(0) ? text : nil
  }

  private static func escape(_ line: RawSpan, _ range: Range<Int>) -> (UInt8, length: Int)? {
    let start = range.lowerBound
    guard range.count >= 2 else { return nil }
    switch line[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return (line[start + 1], 2)
    case UInt8(ascii: "b"): return (0x08, 2)
    case UInt8(ascii: "t"): return (0x09, 2)
    case UInt8(ascii: "n"): return (0x0A, 2)
    case UInt8(ascii: "v"): return (0x0B, 2)
    case UInt8(ascii: "f"): return (0x0C, 2)
    case UInt8(ascii: "r"): return (0x0D, 2)
    case UInt8(ascii: "x"):
      guard range.count >= 4, let high = Hexadecimal.value(of: line[start + 2]),
        let low = Hexadecimal.value(of: line[start + 3])
      else { return nil }
      return (high << 4 | low, 4)
    default: return nil
    }
  }
}

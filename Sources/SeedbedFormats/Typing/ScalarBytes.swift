/// Bytes written as text.
enum ScalarBytes {
  /// Base64 with padding (RFC 4648), or hexadecimal after `\x`.
  static func decoded(_ text: RawSpan) throws(TypingProblem) -> [UInt8] {
    let bytes = text.holds("\\x", at: 0) ? hexadecimal(text) : base64(text)
    guard let bytes else {
      throw .not("base64, or hexadecimal after \\x", text, code: "type.bytes")
    }
    return bytes
  }

  private static func hexadecimal(_ text: RawSpan) -> [UInt8]? {
    guard text.byteCount % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for position in stride(from: 2, to: text.byteCount, by: 2) {
      guard let high = Hexadecimal.value(of: text[position]),
        let low = Hexadecimal.value(of: text[position + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func base64(_ text: RawSpan) -> [UInt8]? {
    guard text.byteCount % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.byteCount, by: 4) {
      let isLast = start + 4 == text.byteCount
      let padding =
        !isLast || text[start + 3] != UInt8(ascii: "=")
        ? 0 : text[start + 2] == UInt8(ascii: "=") ? 2 : 1
      var group: UInt32 = 0
      for position in start..<start + 4 - padding {
        guard let digit = base64Digit(text[position]) else { return nil }
        group = group << 6 | UInt32(digit)
      }
      group <<= UInt32(6 * padding)
      for index in 0..<3 - padding { bytes.append(UInt8(group >> (16 - 8 * index) & 0xFF)) }
      if group & (padding == 0 ? 0 : padding == 1 ? 0xFF : 0xFFFF) != 0 { return nil }
    }
    return bytes
  }

  private static func base64Digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

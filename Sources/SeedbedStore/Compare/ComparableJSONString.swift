/// Strings of JSON with their escapes undone, but for the quote, the backslash and halves of surrogate pairs.
enum ComparableJSONString {
  /// Appends the string that starts at `position`, which moves behind it.
  ///
  /// - Returns: false for what is no string.
  static func append(
    _ text: Span<UInt8>, at position: inout Int, to bytes: inout [UInt8]
  ) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: "\"") else { return false }
    bytes.append(UInt8(ascii: "\""))
    position += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        bytes.append(byte)
        return true
      case UInt8(ascii: "\\"):
        guard appendEscape(text, at: &position, to: &bytes) else { return false }
      default: bytes.append(byte)
      }
    }
    return false
  }

  private static func appendEscape(
    _ text: Span<UInt8>, at position: inout Int, to bytes: inout [UInt8]
  ) -> Bool {
    guard position < text.count else { return false }
    let letter = text[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), letter]
    case UInt8(ascii: "/"): bytes.append(letter)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      guard let unit = unit(text, at: &position) else { return false }
      append(unit, followedBy: text, at: &position, to: &bytes)
    default: return false
    }
    return true
  }

  /// Appends a UTF-16 unit, with the second half of its pair where there is one.
  private static func append(
    _ unit: UInt32, followedBy text: Span<UInt8>, at position: inout Int,
    to bytes: inout [UInt8]
  ) {
    var number = unit
    var behind = position + 2
    if (0xD800..<0xDC00).contains(unit), behind < text.count,
      text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u"),
      let second = self.unit(text, at: &behind), (0xDC00..<0xE000).contains(second)
    {
      number = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
      position = behind
    }
    guard let scalar = Unicode.Scalar(number) else {
      bytes.append(contentsOf: "\\u\(String(number, radix: 16))".utf8)
      return
    }
    if scalar == "\"" || scalar == "\\" { bytes.append(UInt8(ascii: "\\")) }
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The four hexadecimal digits at `position`, which moves behind them.
  private static func unit(_ text: Span<UInt8>, at position: inout Int) -> UInt32? {
    guard position + 4 <= text.count else { return nil }
    var number: UInt32 = 0
    for _ in 0..<4 {
      let byte = text[position]
      let digit: UInt8 =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        default: (byte | 0x20) &- UInt8(ascii: "a") &+ 10
        }
      guard digit < 16, byte >= UInt8(ascii: "0") else { return nil }
      number = number << 4 | UInt32(digit)
      position += 1
    }
    return number
  }
}

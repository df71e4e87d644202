/// Decimal numbers of any length in one form for one value: `1.50`, `1.5` and `15e-1` are all `15e-1`.
enum CanonicalNumber {
  /// Beyond it, an exponent is taken for damage.
  private static let greatestExponent = 1_000_000_000

  /// Appends the form of `[+-]digits[.digits][e[+-]digits]`.
  ///
  /// - Returns: false, with `bytes` as they were, for anything else.
  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    if let exponent = appendDigits(of: text, to: &bytes) {
      bytes.append(contentsOf: "e\(exponent)".utf8)
      return true
    }
    bytes.removeSubrange(start...)
    return false
  }

  /// Appends the sign and the digits from the first to the last that is not zero.
  ///
  /// - Returns: the power of ten they are multiplied by; nil for what is no number.
  private static func appendDigits(of text: Span<UInt8>, to bytes: inout [UInt8]) -> Int? {
    var position = 0
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if isNegative || text.count > 0 && text[0] == UInt8(ascii: "+") { position = 1 }
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.count
    var (digits, fraction, hasPoint) = (0, 0, false)
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if byte &- UInt8(ascii: "0") < 10 {
        digits += 1
        fraction += hasPoint ? 1 : 0
        if byte != UInt8(ascii: "0") || bytes.count > first { bytes.append(byte) }
      } else {
        break
      }
      position += 1
    }
    guard digits > 0, var exponent = exponent(in: text, at: position) else { return nil }
    exponent -= fraction
    while bytes.count > first, bytes.last == UInt8(ascii: "0") {
      bytes.removeLast()
      exponent += 1
    }
    if bytes.count > first { return exponent }
    // Zero has no sign and no size.
    if isNegative { bytes.removeLast() }
    bytes.append(UInt8(ascii: "0"))
    return 0
  }

  /// The exponent written from `start` to the end; 0 when nothing is.
  private static func exponent(in text: Span<UInt8>, at start: Int) -> Int? {
    guard start < text.count else { return 0 }
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var position = start + 1
    let isNegative = position < text.count && text[position] == UInt8(ascii: "-")
    if isNegative || position < text.count && text[position] == UInt8(ascii: "+") { position += 1 }
    guard position < text.count else { return nil }
    var number = 0
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10, number < greatestExponent else { return nil }
      number = number * 10 + Int(digit)
      position += 1
    }
    return isNegative ? -number : number
  }
}

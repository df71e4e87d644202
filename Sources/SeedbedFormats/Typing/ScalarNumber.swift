import SeedbedCore

/// Numbers as columns take them.
enum ScalarNumber {
  /// What an `int` column holds.
  static let intRange = Int64(Int32.min)...Int64(Int32.max)

  /// An integer, also one written `12.0` or `1e3`; anything with a fraction is refused.
  static func integer(
    _ text: RawSpan, in range: ClosedRange<Int64>
  ) throws(TypingProblem) -> Int64 {
    if let number = plainInteger(text), range.contains(number) { return number }
    guard let number = wholeNumber(text) else { throw .not("an integer", text, code: "type.int") }
    guard let integer = Int64(exactly: number), range.contains(integer) else {
      throw .not("within \(range.lowerBound) to \(range.upperBound)", text, code: "type.range")
    }
    return integer
  }

  /// A finite binary64 number in decimal notation: fractions become the nearest one, whole numbers stay exact.
  static func float(_ text: RawSpan) throws(TypingProblem) -> Double {
    if let number = plainInteger(text), number.magnitude < 1 << 53, text[0] != UInt8(ascii: "-") {
      return Double(number)
    }
    guard isDecimalNotation(text), let number = Double(text.text) else {
      throw .not("a number", text, code: "type.float")
    }
    guard number.isFinite else { throw .not("within 64-bit floats", text, code: "type.range") }
    if isChanged(text, as: number) {
      throw .not("a number that a 64-bit float holds", text, code: "type.float-inexact")
    }
    return number
  }

  /// A decimal with exactly `scale` fraction digits; digits other than zero are never dropped.
  static func decimal(
    _ text: RawSpan, precision: Int, scale: Int
  ) throws(TypingProblem) -> ExactDecimal {
    let read = text.withUnsafeBytes { ExactDecimal(ascii: $0) }
    guard let number = read else {
      throw .not("a decimal number of at most \(precision) digits", text, code: "type.decimal")
    }
    guard let fitted = number.rescaled(to: scale) else {
      throw TypingProblem(
        code: "type.decimal-scale",
        message: "'\(TypingProblem.shown(text))' has more than \(scale) digits after the point",
        messageWithoutValue: "the value has more than \(scale) digits after the point")
    }
    guard fitted.fits(precision: precision, scale: scale) else {
      throw TypingProblem(
        code: "type.range",
        message: "'\(TypingProblem.shown(text))' has more than \(precision - scale) digits before "
          + "the point",
        messageWithoutValue: "the value has more than \(precision - scale) digits before the point")
    }
    return fitted
  }

  /// Adds a decimal's text to `bytes`.
  static func append(_ number: ExactDecimal, to bytes: inout [UInt8]) {
    guard let unscaled = Int64(exactly: number.unscaled), number.scale < 19 else {
      bytes.append(contentsOf: number.description.utf8)
      return
    }
    if unscaled < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = unscaled.magnitude
    let start = bytes.count
    var written = 0
    while rest > 0 || written <= number.scale {
      if written == number.scale, number.scale > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    }
    bytes[start...].reverse()
  }

  private static func plainInteger(_ text: RawSpan) -> Int64? {
    guard text.byteCount > 0 else { return nil }
    let isNegative = text[0] == UInt8(ascii: "-")
    let first = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
    guard first < text.byteCount, text.byteCount - first <= 18 else { return nil }
    var number: Int64 = 0
    for position in first..<text.byteCount {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int64(digit)
    }
    return isNegative ? -number : number
  }

  private static func wholeNumber(_ text: RawSpan) -> Int128? {
    text.withUnsafeBytes { ExactDecimal(ascii: $0) }?.rescaled(to: 0)?.unscaled
  }

  /// Whether a number that is not zero became zero, or a whole number one that is written otherwise.
  private static func isChanged(_ text: RawSpan, as number: Double) -> Bool {
    var end = text.byteCount
    for position in 0..<text.byteCount where text[position] | 0x20 == UInt8(ascii: "e") {
      end = position
    }
    if number == 0 {
      return (0..<end).contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(text[$0]) }
    }
    guard end == text.byteCount, let whole = wholeNumber(text) else { return false }
    return Int128(exactly: number) != whole
      && ExactDecimal(number.description) != ExactDecimal(unscaled: whole, scale: 0)
  }

  private static func isDecimalNotation(_ text: RawSpan) -> Bool {
    for position in 0..<text.byteCount {
      switch text[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        continue
      default: return false
      }
    }
    return text.byteCount > 0
  }
}

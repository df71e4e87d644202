/// A decimal of IEEE 754-2008 in 128 bits, its digits packed as one binary integer, as BSON has it.
enum Decimal128 {
  private static let bias = 6176
  /// The largest coefficient of 34 digits, and one more.
  private static let digitsEnd: UInt128 = 10_000_000_000_000_000_000_000_000_000_000_000

  /// The number as text that is a JSON number, or `NaN`, `Infinity` and `-Infinity`.
  static func text(low: UInt64, high: UInt64) -> String {
    let sign = high >> 63 == 1 ? "-" : ""
    if high >> 58 & 0x1F == 0x1F { return "NaN" }
    if high >> 58 & 0x1F == 0x1E { return "\(sign)Infinity" }
    // With both bits set the coefficient has more than 34 digits, which means zero.
    let isLarge = high >> 61 & 0x3 == 0x3
    let exponent = Int(isLarge ? high >> 47 & 0x3FFF : high >> 49 & 0x3FFF) - bias
    let coefficient = UInt128(high & 0x1_FFFF_FFFF_FFFF) << 64 | UInt128(low)
    let digits = isLarge || coefficient >= digitsEnd ? "0" : String(coefficient)
    return sign + text(digits, exponent)
  }

  /// Plain for small exponents, scientific otherwise, so that no digit is added or lost.
  private static func text(_ digits: String, _ exponent: Int) -> String {
    let adjusted = exponent + digits.count - 1
    guard exponent <= 0, adjusted >= -6 else {
      let fraction = digits.dropFirst()
      let point = fraction.isEmpty ? "" : ".\(fraction)"
      return "\(digits.prefix(1))\(point)E\(adjusted < 0 ? "" : "+")\(adjusted)"
    }
    if exponent == 0 { return digits }
    let padding = String(repeating: "0", count: max(0, 1 - exponent - digits.count))
    let padded = padding + digits
    return "\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
  }
}

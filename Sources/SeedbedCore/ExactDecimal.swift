/// A decimal number kept as an integer and a count of fraction digits: what is written is what is kept.
///
/// Holds up to 38 digits. Equality is of the value: `1.5 == 1.50`.
public struct ExactDecimal: Sendable {
  /// The number times 10 to the power of `scale`.
  public let unscaled: Int128
  /// How many digits follow the point, 0 or more.
  public let scale: Int

  package init(unscaled: Int128, scale: Int) {
    self.unscaled = unscaled
    self.scale = scale
  }

  /// Reads `[+-]digits[.digits][e[+-]digits]` in ASCII; nil for anything else or beyond 38 digits.
  public init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ Self(ascii: $0) }) else { return nil }
    self = number
  }

  /// As `init(_:)`, from bytes.
  package init?(ascii bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    var negative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    var unscaled: Int128 = 0
    var scale = 0
    var digits = 0
    var seenPoint = false
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = unscaled.multipliedReportingOverflow(by: 10)
        let (sum, overflowed) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        guard !overflow, !overflowed else { return nil }
        unscaled = sum
        digits += 1
        if seenPoint { scale += 1 }
      case UInt8(ascii: ".") where !seenPoint && digits > 0:
        seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard digits > 0, let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
          exponent.magnitude <= 38
        else { return nil }
        self.init(unscaled: negative ? -unscaled : unscaled, scale: scale, exponent: exponent)
        return
      default: return nil
      }
      rest = rest.dropFirst()
    }
    guard digits > 0, !seenPoint || scale > 0 else { return nil }
    self.init(unscaled: negative ? -unscaled : unscaled, scale: scale, exponent: 0)
  }

  private init?(unscaled: Int128, scale: Int, exponent: Int) {
    let digits = max(0, exponent - scale)
    guard let widened = Self.multiply(unscaled, byTenTo: digits),
      widened.magnitude < Self.limit, scale - exponent <= 38
    else { return nil }
    self.init(unscaled: widened, scale: max(0, scale - exponent))
  }

  /// 10 to the power of 38.
  private static let limit: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000

  /// The same number with exactly `newScale` fraction digits; nil when digits other than zero would go.
  package func rescaled(to newScale: Int) -> ExactDecimal? {
    if newScale >= scale {
      return Self.multiply(unscaled, byTenTo: newScale - scale)
        .map { ExactDecimal(unscaled: $0, scale: newScale) }
    }
    guard let divisor = Self.multiply(1, byTenTo: scale - newScale) else {
      return unscaled == 0 ? ExactDecimal(unscaled: 0, scale: newScale) : nil
    }
    let (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? ExactDecimal(unscaled: quotient, scale: newScale) : nil
  }

  /// The nearest number with at most `newScale` fraction digits; of two as near, the one whose last digit is even.
  package func rounded(to newScale: Int) -> ExactDecimal {
    guard scale > newScale else { return self }
    guard let divisor = Self.multiply(1, byTenTo: scale - newScale) else {
      return ExactDecimal(unscaled: 0, scale: newScale)
    }
    let (quotient, remainder) = unscaled.quotientAndRemainder(dividingBy: divisor)
    let doubled = remainder.magnitude * 2
    let isAway =
      doubled > divisor.magnitude || (doubled == divisor.magnitude && quotient % 2 != 0)
    return ExactDecimal(
      unscaled: isAway ? quotient + (unscaled < 0 ? -1 : 1) : quotient, scale: newScale)
  }

  /// Whether the number fits `decimal(precision, scale)` without rounding.
  package func fits(precision: Int, scale: Int) -> Bool {
    guard let same = rescaled(to: scale) else { return false }
    guard let bound = Self.multiply(1, byTenTo: precision) else { return true }
    return same.unscaled.magnitude < bound.magnitude
  }

  /// The sum, or nil beyond 38 digits.
  package func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let common = max(scale, other.scale)
    guard let left = rescaled(to: common), let right = other.rescaled(to: common) else {
      return nil
    }
    let (sum, overflow) = left.unscaled.addingReportingOverflow(right.unscaled)
    return overflow ? nil : ExactDecimal(unscaled: sum, scale: common)
  }

  private static func multiply(_ number: Int128, byTenTo power: Int) -> Int128? {
    var result = number
    for _ in 0..<power {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }

  /// The value without fraction digits that are zero at the end.
  private var reduced: ExactDecimal {
    var unscaled = unscaled
    var scale = scale
    while scale > 0, unscaled % 10 == 0 {
      unscaled /= 10
      scale -= 1
    }
    return ExactDecimal(unscaled: unscaled, scale: scale)
  }
}

extension ExactDecimal: Hashable {
  /// Whether both are the same number, however many fraction digits they have.
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let (first, second) = (left.reduced, right.reduced)
    return first.unscaled == second.unscaled && first.scale == second.scale
  }

  /// Equal numbers have equal hashes.
  public func hash(into hasher: inout Hasher) {
    let value = reduced
    hasher.combine(value.unscaled)
    hasher.combine(value.scale)
  }
}

extension ExactDecimal: Comparable {
  /// By value.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let common = max(left.scale, right.scale)
    // A number that cannot be widened to the common scale is farther from zero than one that can.
    switch (left.rescaled(to: common)?.unscaled, right.rescaled(to: common)?.unscaled) {
    case (let one?, let other?): return one < other
    case (nil, _): return left.unscaled < 0
    case (_, nil): return right.unscaled > 0
    }
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Plain notation with all `scale` fraction digits: `10.50`.
  public var description: String {
    let digits = String(unscaled.magnitude)
    let sign = unscaled < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}

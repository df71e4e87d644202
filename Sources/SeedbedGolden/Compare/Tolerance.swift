import SeedbedCore
import SeedbedFormats

/// Numbers that are near enough.
enum Tolerance {
  /// Whether `first` and `second` are at most `most` apart; exact up to 38 digits, binary64 beyond.
  static func isWithin(_ most: ExactDecimal, _ first: JSONNumber, _ second: JSONNumber) -> Bool {
    if let left = first.decimal, let right = second.decimal,
      let distance = left.adding(ExactDecimal(unscaled: -right.unscaled, scale: right.scale)),
      case let scale = max(distance.scale, most.scale),
      let apart = distance.rescaled(to: scale), let limit = most.rescaled(to: scale)
    {
      return apart.unscaled.magnitude <= limit.unscaled.magnitude
    }
    let limit = Double(most.description) ?? 0
    return abs(first.double - second.double) <= limit
  }

  /// Whether a number may be anything of its size: the tolerance reaches zero, or 1 for a zero.
  static func leavesOpen(_ most: ExactDecimal, _ value: JSONValue) -> Bool {
    guard case .number(let number) = value, most.unscaled > 0 else { return false }
    let limit = Double(most.description) ?? 0
    let size = abs(number.double)
    return limit >= (size == 0 ? 1 : size)
  }
}

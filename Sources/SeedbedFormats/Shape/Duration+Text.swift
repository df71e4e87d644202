import SeedbedCore

extension Duration {
  /// Reads a number and a unit (`ms`, `s`, `m`, `h`, `d`, `w`) such as `800ms`, `1.5h` or `-1d`; nil
  /// for anything else, for what is finer than a nanosecond, and beyond 292 years.
  public init?(written text: String) {
    let unit = String(text.reversed().prefix { $0.isLetter }.reversed())
    let nanoseconds: Int128
    switch unit {
    case "ms": nanoseconds = 1_000_000
    case "s": nanoseconds = 1_000_000_000
    case "m": nanoseconds = 60_000_000_000
    case "h": nanoseconds = 3_600_000_000_000
    case "d": nanoseconds = 86_400_000_000_000
    case "w": nanoseconds = 604_800_000_000_000
    default: return nil
    }
    guard let number = ExactDecimal(String(text.dropLast(unit.count))), number.scale <= 18 else {
      return nil
    }
    let (product, overflow) = number.unscaled.multipliedReportingOverflow(by: nanoseconds)
    guard !overflow,
      let whole = ExactDecimal(unscaled: product, scale: number.scale).rescaled(to: 0),
      let count = Int64(exactly: whole.unscaled)
    else { return nil }
    self = .nanoseconds(count)
  }
}

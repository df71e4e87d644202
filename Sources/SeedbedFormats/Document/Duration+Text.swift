import SeedbedCore

extension Duration {
  /// What may be written, for messages.
  package static let writtenForm =
    "numbers with ms, s, m (or min), h, d or w, such as 800ms, 30m or 1h30m"

  /// Reads one or more numbers, each with its unit (`ms`, `s`, `m` or `min`, `h`, `d`, `w`), and a sign before them all:
  /// `800ms`, `1.5h`, `1h30m`, `-1d`.
  ///
  /// nil for anything else, for what is finer than a nanosecond, and beyond 292 years.
  package init?(written text: String) {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    var nanoseconds: Int128 = 0
    repeat {
      guard let part = Self.nanoseconds(from: &rest) else { return nil }
      nanoseconds += part
    } while !rest.isEmpty
    guard let count = Int64(exactly: isNegative ? -nanoseconds : nanoseconds) else { return nil }
    self = .nanoseconds(count)
  }

  /// Takes a number and its unit from the beginning of a text.
  private static func nanoseconds(from text: inout Substring) -> Int128? {
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    text = text[digits.endIndex...]
    let unit = text.prefix { $0.isLetter }
    text = text[unit.endIndex...]
    guard let length = lengths[String(unit)], let number = ExactDecimal(String(digits)),
      number.scale <= 18
    else { return nil }
    let (product, overflow) = number.unscaled.multipliedReportingOverflow(by: length)
    if overflow { return nil }
    return ExactDecimal(unscaled: product, scale: number.scale).rescaled(to: 0)
      .flatMap { Int64(exactly: $0.unscaled) }.map { Int128($0) }
  }

  /// In nanoseconds.
  private static let lengths: [String: Int128] = [
    "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "min": 60_000_000_000,
    "h": 3_600_000_000_000, "d": 86_400_000_000_000, "w": 604_800_000_000_000,
  ]
}

/// A signed length of time such as `-1d` or `+90m`.
struct TimeOffset: Sendable, Hashable {
  let seconds: Int64

  /// Reads an optional sign, then numbers each with s, m, h, d or w; nothing at all is zero.
  init?(_ text: String) {
    var rest = text.trimmingPrefix { $0 == " " }
    while rest.last == " " { rest = rest.dropLast() }
    guard !rest.isEmpty else {
      seconds = 0
      return
    }
    var sign: Int64 = 1
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let number = Int64(digits), number < 1_000_000_000, let unit = rest.popFirst(),
        let length = Self.lengths[unit]
      else { return nil }
      total += number * length
    }
    seconds = sign * total
  }

  private static let lengths: [Character: Int64] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]
}

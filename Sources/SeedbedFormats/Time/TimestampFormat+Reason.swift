import SeedbedCore

/// Why a text is no time of a format: a sentence that follows the text.
package struct TimeReason: Sendable, Hashable {
  /// Such as `has the hour 24, and a day ends with 23`.
  package let text: String
  /// The same without a part of the text.
  package let textWithoutValue: String

  init(_ text: String, withoutValue: String? = nil) {
    self.text = text
    textWithoutValue = withoutValue ?? text
  }
}

extension TimestampFormat {
  /// Why `parse(_:assumingUTC:)` finds no instant in `text`.
  package func reason(against text: String, assumingUTC: Bool = false) -> TimeReason {
    let word = text.lowercased()
    if ["infinity", "-infinity"].contains(word) {
      return TimeReason(
        "is not a time that a timestamp column holds (years 0 to 9999); "
          + "'null_if: [\(text)]' would make it nothing",
        withoutValue: "is not one that a timestamp column holds (years 0 to 9999)")
    }
    switch self {
    case .iso8601, .iso8601Local: return isoReason(text)
    case .clf: return Self.reason(Self.clfParts(of: text)) ?? other
    case .rfc2822: return Self.reason(Self.rfc2822Parts(of: text)) ?? other
    case .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds:
      guard let number = ExactDecimal(text) else {
        return TimeReason("is not a number of \(unit)")
      }
      return number.rescaled(to: 9) == nil || abs(number.unscaled) < 1_000_000
        ? TimeReason("is finer than a nanosecond") : Self.beyondYears
    case .pattern(let pattern):
      var cursor = TimeCursor()
      var parts = TimePattern.Parts()
      let bytes = Array(text.utf8)
      _ = TimePattern.read(bytes.span.bytes, pattern, into: &parts, &cursor)
      return parts.reason(in: bytes.count, cursor, assumingUTC: assumingUTC) ?? other
    }
  }

  /// As a mapping names it.
  package var name: String {
    switch self {
    case .iso8601: "iso8601"
    case .iso8601Local: "iso8601_local"
    case .clf: "clf"
    case .epochSeconds: "epoch_s"
    case .epochMilliseconds: "epoch_ms"
    case .epochMicroseconds: "epoch_us"
    case .epochNanoseconds: "epoch_ns"
    case .rfc2822: "rfc2822"
    case .pattern(let pattern): pattern
    }
  }

  private var unit: String {
    switch self {
    case .epochSeconds: "seconds"
    case .epochMilliseconds: "milliseconds"
    case .epochMicroseconds: "microseconds"
    case .epochNanoseconds: "nanoseconds"
    case .iso8601, .iso8601Local, .clf, .rfc2822, .pattern: "units"
    }
  }

  private var other: TimeReason { TimeReason("is not \(name)") }

  private static let beyondYears = TimeReason("is beyond the years 0 to 9999")

  private func isoReason(_ text: String) -> TimeReason {
    let form =
      /([+-]?[0-9]{4,})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?)?(.*)/
    guard let parts = text.wholeMatch(of: form)?.output else { return other }
    if parts.1.count > 4 || parts.8.hasSuffix("BC") { return Self.beyondYears }
    let found = TimeParts(
      year: Int(parts.1), month: Int(parts.2), day: Int(parts.3), hour: parts.4.flatMap { Int($0) },
      minute: parts.5.flatMap { Int($0) }, second: parts.6.flatMap { Int($0) },
      fraction: parts.7.map(String.init) ?? "")
    if let reason = Self.reason(found) { return reason }
    let zone = /[Zz]|[+-][0-9]{2}(:?[0-9]{2})?/
    switch self {
    case .iso8601 where parts.8.isEmpty:
      return TimeReason("has no zone; 'zone' would say which")
    case .iso8601Local where parts.8.wholeMatch(of: zone) != nil:
      return TimeReason("has a zone, and \(name) takes none; iso8601 does")
    case .iso8601, .iso8601Local, .clf, .epochSeconds, .epochMilliseconds, .epochMicroseconds,
      .epochNanoseconds, .rfc2822, .pattern:
      return other
    }
  }

  private static func clfParts(of text: String) -> TimeParts? {
    let form = /\[?([0-9]{2})\/([A-Za-z]{3,9})\/([0-9]{4}):([0-9]{2}):([0-9]{2}):([0-9]{2}).*/
    return text.wholeMatch(of: form).map { match in
      TimeParts(
        year: Int(match.output.3), month: TimeParts.month(match.output.2),
        day: Int(match.output.1), hour: Int(match.output.4), minute: Int(match.output.5),
        second: Int(match.output.6))
    }
  }

  private static func rfc2822Parts(of text: String) -> TimeParts? {
    let form =
      /(?:[A-Za-z]+, *)?([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4}) ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?.*/
    return text.wholeMatch(of: form).map { match in
      TimeParts(
        year: Int(match.output.3), month: TimeParts.month(match.output.2),
        day: Int(match.output.1), hour: Int(match.output.4), minute: Int(match.output.5),
        second: match.output.6.flatMap { Int($0) })
    }
  }

  private static func reason(_ parts: TimeParts?) -> TimeReason? { parts?.reason }
}

/// The parts of a time that are there, right or not.
struct TimeParts {
  var year: Int?
  var month: Int?
  var day: Int?
  var hour: Int?
  var minute: Int?
  var second: Int?
  var fraction = ""

  /// Which part is out of its range.
  var reason: TimeReason? {
    for (name, value, most) in [("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)]
    {
      if let value, let reason = Self.reason(name, value, most: most) { return reason }
    }
    if let month, !(1...12).contains(month) { return Self.reason("month", month, most: 12) }
    if fraction.dropFirst(9).contains(where: { $0 != "0" }) {
      return TimeReason("has more than nine digits of fraction")
    }
    if let year, let month, let day, Timestamp(year: year, month: month, day: day) == nil {
      return TimeReason("names a day that is in no calendar")
    }
    return nil
  }

  static func reason(_ name: String, _ value: Int, most: Int) -> TimeReason? {
    guard value > most || value == 0 && most == 12 else { return nil }
    return TimeReason(
      "has the \(name) \(value), and the last is \(most)",
      withoutValue: "has a \(name) out of its range")
  }

  static func month(_ name: Substring) -> Int? {
    let bytes = Array(name.utf8)
    var position = 0
    return TimeNames.month(in: bytes.span.bytes, &position)
  }
}

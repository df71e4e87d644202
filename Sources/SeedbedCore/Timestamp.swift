/// An instant in UTC, exact to the nanosecond.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int64
  /// Nanoseconds after `seconds`, 0 to 999,999,999.
  public let nanoseconds: Int32

  /// The instant so many seconds after 1970-01-01T00:00:00Z, or before when negative.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The instant of a date and time of day at an offset from UTC, proleptic Gregorian.
  ///
  /// - Returns: nil when a field is out of range, such as 30 February; second 60 is refused.
  package init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    nanoseconds: Int32 = 0, offsetSeconds: Int = 0
  ) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second),
      (0...999_999_999).contains(nanoseconds), offsetSeconds.magnitude < 86_400
    else { return nil }
    let days = Self.daysSinceEpoch(year: year, month: month, day: day)
    let timeOfDay = hour * 3600 + minute * 60 + second - offsetSeconds
    self.init(seconds: Int64(days) * 86_400 + Int64(timeOfDay), nanoseconds: nanoseconds)
  }

  /// Whether `left` is the earlier instant.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The instant `seconds` later, or earlier when negative.
  package func adding(seconds more: Int64) -> Timestamp {
    Timestamp(seconds: seconds + more, nanoseconds: nanoseconds)
  }

  /// Whether the store's six fraction digits hold this instant without loss.
  package var isWholeMicroseconds: Bool { nanoseconds % 1000 == 0 }

  /// The same instant without what is finer than a microsecond.
  package var truncatedToMicroseconds: Timestamp {
    Timestamp(seconds: seconds, nanoseconds: nanoseconds - nanoseconds % 1000)
  }

  /// The date and time of day in UTC.
  package var fields: Fields {
    let (dayCount, remainder) = Self.floored(seconds, by: 86_400)
    let (year, month, day) = Self.date(daysSinceEpoch: Int(dayCount))
    let time = Int(remainder)
    return Fields(
      year: year, month: month, day: day, hour: time / 3600, minute: time / 60 % 60,
      second: time % 60)
  }

  /// A date and a time of day.
  package struct Fields: Sendable, Hashable {
    package let year, month, day, hour, minute, second: Int
  }

  /// The 27 ASCII bytes of `2026-01-15T12:00:00.000000Z`, the form stored as text: six fraction
  /// digits always, so that the order of the text is the order of time.
  package func appendText(to bytes: inout [UInt8]) {
    let fields = fields
    var text = Self.pattern
    Self.write(fields.year, in: 0..<4, of: &text)
    Self.write(fields.month, in: 5..<7, of: &text)
    Self.write(fields.day, in: 8..<10, of: &text)
    Self.write(fields.hour, in: 11..<13, of: &text)
    Self.write(fields.minute, in: 14..<16, of: &text)
    Self.write(fields.second, in: 17..<19, of: &text)
    Self.write(Int(nanoseconds / 1000), in: 20..<26, of: &text)
    text.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// `0000-00-00T00:00:00.000000Z`, into which the digits are written.
  private static let pattern: InlineArray<27, UInt8> = {
    var text = InlineArray<27, UInt8>(repeating: UInt8(ascii: "0"))
    for place in [4, 7] { text[place] = UInt8(ascii: "-") }
    for place in [13, 16] { text[place] = UInt8(ascii: ":") }
    (text[10], text[19], text[26]) = (UInt8(ascii: "T"), UInt8(ascii: "."), UInt8(ascii: "Z"))
    return text
  }()

  private static func write(
    _ number: Int, in places: Range<Int>, of text: inout InlineArray<27, UInt8>
  ) {
    var left = number.magnitude
    for place in places.reversed() {
      text[place] = UInt8(ascii: "0") + UInt8(left % 10)
      left /= 10
    }
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with six fraction digits.
  public var description: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Timestamp {
  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01; the year is counted from March so that the leap day comes last.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let (era, yearOfEra) = floored(shifted, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `daysSinceEpoch`.
  static func date(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floored(days + 719_468, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func floored<Number: BinaryInteger>(
    _ number: Number, by divisor: Number
  ) -> (Number, Number) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

import SeedbedCore

/// Reads parts of dates and times; holds only its position.
struct TimeCursor {
  var position = 0

  /// A time of day as read; its fields may be out of range.
  struct TimeOfDay {
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds: Int32 = 0

    var isValid: Bool { hour < 24 && minute < 60 && second < 60 }
  }

  /// Whether a zone follows the time.
  enum Zone {
    case required
    case optional
    case absent
  }

  /// Takes `byte` when it is next.
  @inline(__always)
  mutating func take(_ byte: UInt8, in text: RawSpan) -> Bool {
    guard position < text.byteCount, text[position] == byte else { return false }
    position += 1
    return true
  }

  /// A number of exactly `width` digits.
  @inline(__always)
  mutating func digits(_ width: Int, in text: RawSpan) -> Int? {
    guard position + width <= text.byteCount else { return nil }
    var number = 0
    for _ in 0..<width {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
      position += 1
    }
    return number
  }

  /// A number of 1 to `width` digits.
  mutating func digits(upTo width: Int, in text: RawSpan) -> Int? {
    let first = position
    var number = 0
    while position < text.byteCount, position - first < width,
      text[position] &- UInt8(ascii: "0") < 10
    {
      number = number * 10 + Int(text[position] - UInt8(ascii: "0"))
      position += 1
    }
    return position > first ? number : nil
  }

  /// `YYYY-MM-DD`, a day that exists.
  mutating func date(in text: RawSpan) -> (year: Int, month: Int, day: Int)? {
    guard let year = digits(4, in: text), take(UInt8(ascii: "-"), in: text),
      let month = digits(2, in: text), take(UInt8(ascii: "-"), in: text),
      let day = digits(2, in: text), Timestamp(year: year, month: month, day: day) != nil
    else { return nil }
    return (year, month, day)
  }

  /// `HH:MM[:SS[.fraction]]`.
  mutating func timeOfDay(in text: RawSpan) -> TimeOfDay? {
    guard let hour = digits(2, in: text), take(UInt8(ascii: ":"), in: text),
      let minute = digits(2, in: text)
    else { return nil }
    var time = TimeOfDay(hour: hour, minute: minute)
    guard take(UInt8(ascii: ":"), in: text) else { return time }
    guard let second = digits(2, in: text) else { return nil }
    time.second = second
    if take(UInt8(ascii: "."), in: text) || take(UInt8(ascii: ","), in: text) {
      guard let nanoseconds = fraction(in: text) else { return nil }
      time.nanoseconds = nanoseconds
    }
    return time
  }

  /// Fraction digits as nanoseconds; nil when a digit finer than that is not zero.
  mutating func fraction(in text: RawSpan) -> Int32? {
    let first = position
    var nanoseconds: Int32 = 0
    while position < text.byteCount, text[position] &- UInt8(ascii: "0") < 10 {
      let digit = text[position] - UInt8(ascii: "0")
      if position - first < 9 {
        nanoseconds = nanoseconds * 10 + Int32(digit)
      } else if digit != 0 {
        return nil
      }
      position += 1
    }
    guard position > first else { return nil }
    for _ in 0..<max(0, 9 - (position - first)) { nanoseconds *= 10 }
    return nanoseconds
  }

  /// `Z`, `+HH:MM`, `+HHMM` or `+HH` as seconds east of UTC.
  mutating func offset(in text: RawSpan) -> Int? {
    if take(UInt8(ascii: "Z"), in: text) || take(UInt8(ascii: "z"), in: text) { return 0 }
    let isWest = take(UInt8(ascii: "-"), in: text)
    guard isWest || take(UInt8(ascii: "+"), in: text), let hours = digits(2, in: text) else {
      return nil
    }
    var minutes = 0
    if take(UInt8(ascii: ":"), in: text) || position < text.byteCount,
      position < text.byteCount, text[position] &- UInt8(ascii: "0") < 10
    {
      guard let read = digits(2, in: text) else { return nil }
      minutes = read
    }
    guard hours < 24, minutes < 60, text[position - 1] != UInt8(ascii: ":") else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  /// The instant of a date, a time of day and an offset.
  static func instant(
    _ date: (year: Int, month: Int, day: Int), _ time: TimeOfDay, offset: Int
  ) -> Timestamp? {
    Timestamp(
      year: date.year, month: date.month, day: date.day, hour: time.hour, minute: time.minute,
      second: time.second, nanoseconds: time.nanoseconds, offsetSeconds: offset)
  }
}

import SeedbedCore

/// Times and identifiers in one spelling: the one the stores write themselves.
enum CanonicalTime {
  /// Appends the text of `Timestamp` for `YYYY-MM-DD(T| )HH:MM:SS[.f](Z|±HH[:MM])`.
  ///
  /// - Returns: false, with nothing appended, for anything else.
  static func appendTimestamp(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var digits = DigitScanner()
    guard let year = digits.number(of: 4, in: text), digits.take("-", in: text),
      let month = digits.number(of: 2, in: text), digits.take("-", in: text),
      let day = digits.number(of: 2, in: text),
      digits.take("T", in: text) || digits.take(" ", in: text),
      let clock = digits.clock(in: text), let second = clock.second,
      let offset = digits.offset(in: text), digits.position == text.count,
      let instant = Timestamp(
        year: year, month: month, day: day, hour: clock.hour, minute: clock.minute,
        second: second, nanoseconds: clock.nanoseconds, offsetSeconds: offset),
      instant.isWholeMicroseconds
    else { return false }
    instant.appendText(to: &bytes)
    return true
  }

  /// Appends `HH:MM:SS`, and the fraction without zeros at its end, for `HH:MM[:SS[.f]]`.
  ///
  /// - Returns: false, with nothing appended, for anything else.
  static func appendTime(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var digits = DigitScanner()
    guard let clock = digits.clock(in: text), digits.position == text.count else { return false }
    let sinceMidnight = clock.hour * 3600 + clock.minute * 60 + (clock.second ?? 0)
    var day: [UInt8] = []
    Timestamp(seconds: Int64(sinceMidnight), nanoseconds: clock.nanoseconds).appendText(to: &day)
    // What follows the date, without the zone.
    var time = day[11..<26]
    while clock.nanoseconds > 0, time.last == UInt8(ascii: "0") { time.removeLast() }
    bytes += clock.nanoseconds > 0 ? time : time.prefix(8)
    return true
  }

  /// Appends a UUID in lower case with hyphens, read with or without them.
  ///
  /// - Returns: false, with nothing appended, for anything else.
  static func appendUUID(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var digits: [UInt8] = []
    for position in text.indices where text[position] != UInt8(ascii: "-") {
      let digit = text[position] | 0x20
      guard
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit)
      else { return false }
      digits.append(digit)
    }
    guard digits.count == 32 else { return false }
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { bytes.append(UInt8(ascii: "-")) }
      bytes.append(digit)
    }
    return true
  }
}

/// Reads the numbers of a time; holds only its position.
private struct DigitScanner {
  var position = 0

  mutating func take(_ character: Unicode.Scalar, in text: Span<UInt8>) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func number(of digits: Int, in text: Span<UInt8>) -> Int? {
    guard position + digits <= text.count else { return nil }
    var number = 0
    for _ in 0..<digits {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
      position += 1
    }
    return number
  }

  mutating func clock(
    in text: Span<UInt8>
  ) -> (hour: Int, minute: Int, second: Int?, nanoseconds: Int32)? {
    guard let hour = number(of: 2, in: text), hour < 24, take(":", in: text),
      let minute = number(of: 2, in: text), minute < 60
    else { return nil }
    guard take(":", in: text) else { return (hour, minute, nil, 0) }
    guard let second = number(of: 2, in: text), second < 60 else { return nil }
    guard take(".", in: text) else { return (hour, minute, second, 0) }
    var (nanoseconds, digits): (Int32, Int) = (0, 0)
    while digits < 9, let digit = number(of: 1, in: text) {
      nanoseconds = nanoseconds * 10 + Int32(digit)
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<9 { nanoseconds *= 10 }
    return (hour, minute, second, nanoseconds)
  }

  /// Seconds east of UTC.
  mutating func offset(in text: Span<UInt8>) -> Int? {
    if take("Z", in: text) { return 0 }
    let isWest = take("-", in: text)
    guard isWest || take("+", in: text), let hours = number(of: 2, in: text) else { return nil }
    var minutes = 0
    if position < text.count {
      _ = take(":", in: text)
      guard let written = number(of: 2, in: text) else { return nil }
      minutes = written
    }
    return (isWest ? -60 : 60) * (hours * 60 + minutes)
  }
}

import SeedbedCore

/// Dates and times as columns take them.
enum ScalarTime {
  /// `YYYY-MM-DD`, a day that exists.
  static func date(_ text: RawSpan) throws(TypingProblem) -> String {
    var cursor = TimeCursor()
    guard cursor.date(in: text) != nil, cursor.position == text.byteCount else {
      throw .not("a date (YYYY-MM-DD)", text, code: "type.date")
    }
    return text.text
  }

  /// `HH:MM[:SS[.ffffff]]` as `HH:MM:SS`, followed by the fraction without zeros at its end.
  static func time(_ text: RawSpan) throws(TypingProblem) -> String {
    var cursor = TimeCursor()
    guard let time = cursor.timeOfDay(in: text), cursor.position == text.byteCount,
      time.isValid, time.nanoseconds % 1000 == 0
    else { throw .not("a time (HH:MM:SS, at most microseconds)", text, code: "type.time") }
    let second = Timestamp(
      seconds: Int64(time.hour * 3600 + time.minute * 60 + time.second),
      nanoseconds: time.nanoseconds)
    let clock = second.description.dropFirst(11).dropLast()
    guard time.nanoseconds > 0 else { return String(clock.prefix(8)) }
    return String(clock.reversed().drop { $0 == "0" }.reversed())
  }

  /// Whether the text is `YYYY-MM-DDTHH:MM:SSZ`, an instant that exists.
  static func isWholeSecondInUTC(_ text: RawSpan) -> Bool {
    guard text.byteCount == 20, text[10] == UInt8(ascii: "T"), text[19] == UInt8(ascii: "Z") else {
      return false
    }
    var cursor = TimeCursor()
    guard cursor.date(in: text) != nil, cursor.take(UInt8(ascii: "T"), in: text),
      let time = cursor.timeOfDay(in: text)
    else { return false }
    return time.isValid && cursor.position == 19
  }

  /// Adds the stored form of a text for which `isWholeSecondInUTC` holds.
  static func append(wholeSecond text: RawSpan, to bytes: inout [UInt8]) {
    bytes.append(text.extracting(first: 19))
    bytes.append(contentsOf: [
      UInt8(ascii: "."), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0"),
      UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "Z"),
    ])
  }

  /// RFC 3339 with a zone, exact to the microsecond.
  static func timestamp(_ text: RawSpan) throws(TypingProblem) -> Timestamp {
    guard let instant = TimestampFormat.iso8601.parse(text) else {
      if TimestampFormat.iso8601Local.parse(text) != nil {
        throw .not("a timestamp with a zone, such as Z or +01:00", text, code: "type.zone")
      }
      let reason = TimestampFormat.iso8601.reason(against: text.text)
      guard reason.text != "is not iso8601" else {
        throw .not("a timestamp (RFC 3339)", text, code: "type.timestamp")
      }
      throw TypingProblem(
        code: "type.timestamp", message: "'\(TypingProblem.shown(text))' \(reason.text)",
        messageWithoutValue: "the time \(reason.textWithoutValue)")
    }
    guard (0...9999).contains(instant.fields.year) else {
      throw .not("within the years 0 to 9999 of UTC", text, code: "type.range")
    }
    guard instant.isWholeMicroseconds else {
      throw .not("exact to the microsecond", text, code: "type.timestamp-precision")
    }
    return instant
  }
}

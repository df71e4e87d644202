/// Lines of syslog, as files of RFC 3164 and RFC 5424 hold them.
///
/// Times of RFC 3164 have no year and no zone: the field `time` holds `2015-03-27T13:06:56` with the year that is
/// declared. Those of RFC 5424 stay as written.
package struct Syslog: LogGrammar, Sendable, Hashable {
  /// What lines look like.
  package enum Form: Sendable, Hashable {
    /// RFC 3164, whose first line is of `year`. Where the month falls by more than six the next year begins if
    /// `rollsOver`; else such a line and all after it are problems, since their year is not known.
    case rfc3164(year: Int, rollsOver: Bool)
    case rfc5424
  }

  package let fieldNames: [String]
  private let form: Form
  private var year: Int
  private var month: Int?
  /// Whether a year ended although none may.
  private var isLost = false

  package init(_ form: Form) {
    self.form = form
    switch form {
    case .rfc3164(let year, _):
      self.year = year
      fieldNames = ["priority", "time", "host", "app", "pid", "message"]
    case .rfc5424:
      year = 0
      fieldNames = [
        "priority", "time", "host", "app", "pid", "message_id", "structured_data", "message",
      ]
    }
  }

  /// The year of a line of RFC 3164 depends on the months before it.
  package var dependsOnHistory: Bool {
    switch form {
    case .rfc3164: true
    case .rfc5424: false
    }
  }

  package mutating func read(
    _ line: RawSpan, into fields: inout FieldBuffer
  ) throws(LogFault) -> Bool {
    var cursor = LineCursor()
    let priority = try Self.priority(of: line, &cursor)
    switch form {
    case .rfc3164(_, let rollsOver):
      fields.add(line, priority ?? 0..<0)
      try readOld(line, rollsOver, into: &fields, &cursor)
    case .rfc5424:
      guard let priority else { throw LogFault(expected: "a priority such as <34>", at: 0) }
      fields.add(line, priority)
      try Self.readNew(line, into: &fields, &cursor)
    }
    return true
  }

  /// `<34>`: facility times eight and severity, 0 to 191.
  private static func priority(
    of line: RawSpan, _ cursor: inout LineCursor
  ) throws(LogFault) -> Range<Int>? {
    guard line[0] == UInt8(ascii: "<") else { return nil }
    var clock = TimeCursor()
    clock.position = 1
    guard let number = clock.digits(upTo: 3, in: line), number <= 191,
      clock.take(UInt8(ascii: ">"), in: line)
    else { throw LogFault(expected: "a priority from <0> to <191>", at: 0) }
    cursor.position = clock.position
    return 1..<clock.position - 1
  }

  private mutating func readOld(
    _ line: RawSpan, _ rollsOver: Bool, into fields: inout FieldBuffer, _ cursor: inout LineCursor
  ) throws(LogFault) {
    let time = try time(of: line, rollsOver, &cursor)
    fields.extend(time.utf8)
    fields.endField()
    fields.add(line, try cursor.word("a host", in: line))
    let start = cursor.position
    let colon = line.firstPosition(of: UInt8(ascii: ":"), in: start..<line.byteCount)
    let space =
      line.firstPosition(of: UInt8(ascii: " "), in: start..<line.byteCount) ?? line.byteCount
    // A tag is a word with a colon behind it; without one all is message (RFC 3164, 4.1.3 and 5.3).
    guard let colon, colon < space, colon > start else {
      fields.add(line, start..<start)
      fields.add(line, start..<start)
      return fields.add(line, start..<line.byteCount)
    }
    Self.addTag(start..<colon, of: line, to: &fields)
    let text = colon + 1 < line.byteCount && line[colon + 1] == UInt8(ascii: " ") ? 2 : 1
    fields.add(line, min(colon + text, line.byteCount)..<line.byteCount)
  }

  /// `sshd[1291]` as a name and a number.
  private static func addTag(_ tag: Range<Int>, of line: RawSpan, to fields: inout FieldBuffer) {
    guard line[tag.upperBound - 1] == UInt8(ascii: "]"),
      let bracket = line.firstPosition(of: UInt8(ascii: "["), in: tag)
    else {
      fields.add(line, tag)
      return fields.add(line, tag.upperBound..<tag.upperBound)
    }
    fields.add(line, tag.lowerBound..<bracket)
    fields.add(line, bracket + 1..<tag.upperBound - 1)
  }

  /// `Mar 27 13:06:56` with its year, and the place behind the space after it.
  private mutating func time(
    of line: RawSpan, _ rollsOver: Bool, _ cursor: inout LineCursor
  ) throws(LogFault) -> String {
    let start = cursor.position
    var clock = TimeCursor()
    clock.position = start
    guard let month = TimeNames.month(in: line, &clock.position),
      clock.take(UInt8(ascii: " "), in: line)
    else { throw LogFault(expected: "a time such as 'Mar 27 13:06:56'", at: start) }
    clock.skipSpace(in: line)
    guard let day = clock.digits(upTo: 2, in: line), clock.take(UInt8(ascii: " "), in: line),
      let hour = clock.digits(2, in: line), clock.take(UInt8(ascii: ":"), in: line),
      let minute = clock.digits(2, in: line), clock.take(UInt8(ascii: ":"), in: line),
      let second = clock.digits(2, in: line), clock.take(UInt8(ascii: " "), in: line)
    else { throw LogFault(expected: "a time such as 'Mar 27 13:06:56'", at: start) }
    follow(month, rollsOver)
    guard !isLost else {
      throw LogFault(
        "syslog.year", "the year ended before this line, and no rollover is declared,", at: start)
    }
    let text =
      "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T"
      + "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
    guard TimestampFormat.iso8601Local.parse(text) != nil else {
      throw LogFault(expected: "a time that exists in \(year)", at: start)
    }
    cursor.position = clock.position
    return text
  }

  /// Brings the year along; lines around midnight may be a little out of order.
  private mutating func follow(_ next: Int, _ rollsOver: Bool) {
    defer { month = next }
    guard let month, abs(month - next) > 6 else { return }
    if next < month {
      year += 1
      isLost = isLost || !rollsOver
    } else if case .rfc3164(let first, _) = form, year > first {
      year -= 1
    }
  }

  private static func readNew(
    _ line: RawSpan, into fields: inout FieldBuffer, _ cursor: inout LineCursor
  ) throws(LogFault) {
    guard line.holds("1 ", at: cursor.position) else { throw cursor.fault("the version 1") }
    cursor.position += 2
    fields.add(line, try cursor.word("a time", in: line))
    fields.add(line, try cursor.word("a host", in: line))
    fields.add(line, try cursor.word("an app name", in: line))
    fields.add(line, try cursor.word("a process id", in: line))
    fields.add(line, try cursor.word("a message id", in: line))
    let start = cursor.position
    fields.add(line, start..<(try structuredDataEnd(of: line, from: start)))
    cursor.position = try structuredDataEnd(of: line, from: start)
    guard cursor.position < line.byteCount else { return fields.endField() }
    try cursor.take(UInt8(ascii: " "), "a space before the message", in: line)
    let mark = line.holds("\u{FEFF}", at: cursor.position) ? 3 : 0
    fields.add(line, cursor.position + mark..<line.byteCount)
  }

  /// Behind `-`, or behind elements in brackets, in whose quotes `\"`, `\\` and `\]` are escapes.
  private static func structuredDataEnd(of line: RawSpan, from start: Int) throws(LogFault) -> Int {
    var position = start
    if position < line.byteCount, line[position] == UInt8(ascii: "-") { return position + 1 }
    while position < line.byteCount, line[position] == UInt8(ascii: "[") {
      var isQuoted = false
      position += 1
      while position < line.byteCount, isQuoted || line[position] != UInt8(ascii: "]") {
        if line[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
        position += isQuoted && line[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    }
    guard position > start, position <= line.byteCount else {
      throw LogFault(expected: "structured data in brackets or -", at: start)
    }
    return position
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

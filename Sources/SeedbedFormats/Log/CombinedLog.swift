/// The combined log format of Apache httpd and nginx, and the formats around it that a source declares.
///
/// One more field in quotes at the end of a line, as nginx's packages write it, is passed over unless `after` names it.
/// Fields are as in the log (`-` stays `-`); the escapes of quoted fields are undone where that gives text, and left
/// as written where it would give control bytes or bytes that are not UTF-8.
package struct CombinedLog: LogGrammar, Sendable, Hashable {
  /// What a line has before the fields that were added.
  package enum Base: String, Sendable, Hashable, CaseIterable {
    case combined
    /// The same without a referrer and a user agent.
    case common
  }

  /// Every line stands for itself.
  package let dependsOnHistory = false
  package let fieldNames: [String]
  private let base: Base
  private let before: Int
  private let after: Int

  /// `before`: names of words in front of the host, such as the virtual host.
  /// `after`: names of words or quoted texts behind the last field, such as nginx's request time.
  package init(_ base: Base = .combined, before: [String] = [], after: [String] = []) {
    self.base = base
    self.before = before.count
    self.after = after.count
    let common = [
      "host", "identity", "user", "time", "request", "request.method", "request.path",
      "request.protocol", "status", "bytes",
    ]
    let agent = base == .combined ? ["referrer", "user_agent"] : []
    fieldNames = before + common + agent + after
  }

  package mutating func read(
    _ line: RawSpan, into fields: inout FieldBuffer
  ) throws(LogFault) -> Bool {
    var cursor = LineCursor()
    for _ in 0..<before { fields.add(line, try cursor.word("a field before the host", in: line)) }
    fields.add(line, try cursor.word("a host", in: line))
    fields.add(line, try cursor.word("an identity", in: line))
    let user = try Self.user(in: line, &cursor)
    // A name in front of the host moves all words by one, and leaves `- -` for the user.
    if line.holds("- ", at: user.lowerBound), user.count > 2 {
      throw LogFault(
        "log.torn",
        "another word stands in front of the host, as 'log: {before: [name]}' reads it,",
        at: 0)
    }
    fields.add(line, user)
    fields.add(line, try Self.time(in: line, &cursor))
    LogRequest.add(try cursor.quoted("a request in quotes", in: line), of: line, to: &fields)
    try cursor.take(UInt8(ascii: " "), "a space", in: line)
    fields.add(line, try Self.number("a status", in: line, orDash: false, &cursor))
    fields.add(
      line,
      try Self.number(
        "a number of bytes or -", in: line, orDash: true, isLast: base == .common && after == 0,
        &cursor))
    if base == .combined {
      fields.add(line, unescaping: try cursor.quoted("a referrer in quotes", in: line))
      try cursor.take(UInt8(ascii: " "), "a space", in: line)
      fields.add(line, unescaping: try cursor.quoted("a user agent in quotes", in: line))
    }
    for place in 0..<after { try addExtra(place, of: line, to: &fields, &cursor) }
    // The log_format main of nginx's packages ends with "$http_x_forwarded_for".
    if base == .combined, after == 0, line.holds(" \"", at: cursor.position) {
      cursor.position += 1
      _ = try cursor.quoted("a field in quotes", in: line)
    }
    guard cursor.position == line.byteCount else { throw cursor.fault("the end of the line") }
    return true
  }

  /// A field behind the last one of the base: in quotes, or a word.
  private func addExtra(
    _ place: Int, of line: RawSpan, to fields: inout FieldBuffer, _ cursor: inout LineCursor
  ) throws(LogFault) {
    // The bytes of the common format were taken with the space behind them.
    if place > 0 || base == .combined {
      try cursor.take(UInt8(ascii: " "), "a space and the next field", in: line)
    }
    if cursor.position < line.byteCount, line[cursor.position] == UInt8(ascii: "\"") {
      fields.add(line, unescaping: try cursor.quoted("a field in quotes", in: line))
    } else {
      let start = cursor.position
      let end =
        line.firstPosition(of: UInt8(ascii: " "), in: start..<line.byteCount) ?? line.byteCount
      guard end > start else { throw cursor.fault("another field") }
      cursor.position = end
      fields.add(line, start..<end)
    }
  }

  /// What comes before ` [`, since names of users may hold spaces.
  private static func user(
    in line: RawSpan, _ cursor: inout LineCursor
  ) throws(LogFault) -> Range<Int> {
    let start = cursor.position
    var search = start
    while let space = line.firstPosition(of: UInt8(ascii: " "), in: search..<line.byteCount) {
      if space > start, line.holds(" [", at: space) {
        cursor.position = space + 1
        return start..<space
      }
      search = space + 1
    }
    throw cursor.fault("a user and a time in brackets")
  }

  private static func time(
    in line: RawSpan, _ cursor: inout LineCursor
  ) throws(LogFault) -> Range<Int> {
    let start = cursor.position + 1
    let end = line.firstPosition(of: UInt8(ascii: "]"), in: start..<line.byteCount)
    guard let end, end > start else { throw cursor.fault("a time in brackets") }
    var clock = TimeCursor()
    let text = line.extracting(start..<end)
    guard clock.clf(in: text) != nil, clock.position == text.byteCount else {
      throw cursor.fault("a time such as 17/May/2015:10:05:03 +0000")
    }
    cursor.position = end + 1
    try cursor.take(UInt8(ascii: " "), "a space", in: line)
    return start..<end
  }

  private static func number(
    _ expected: String, in line: RawSpan, orDash: Bool, isLast: Bool = false,
    _ cursor: inout LineCursor
  ) throws(LogFault) -> Range<Int> {
    let place = cursor.position
    let range = try cursor.word(expected, in: line, mayEnd: isLast)
    if orDash, range.count == 1, line[range.lowerBound] == UInt8(ascii: "-") { return range }
    for index in range where line[index] &- UInt8(ascii: "0") >= 10 {
      throw LogFault(expected: expected, at: place)
    }
    return range
  }
}

extension FieldBuffer {
  /// Adds the bytes of `range` as a field.
  mutating func add(_ line: RawSpan, _ range: Range<Int>) {
    line.withUnsafeBytes { extend($0[range]) }
    endField()
  }

  /// Adds the bytes of `range` with their escapes undone as a field.
  mutating func add(_ line: RawSpan, unescaping range: Range<Int>) {
    guard line.firstPosition(of: UInt8(ascii: "\\"), in: range) != nil,
      let text = LogEscape.undone(line, range)
    else { return add(line, range) }
    extend(text)
    endField()
  }
}

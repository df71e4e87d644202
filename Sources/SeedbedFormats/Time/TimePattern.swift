import SeedbedCore

/// Reads text by the directives of `strptime`.
enum TimePattern {
  private static let directives = Set("YmdeHIMSfzybBaAjpTDFRsnt%Z".utf8)

  /// Whether every directive is known, and the pattern names a year or counts seconds.
  static func isSupported(_ pattern: String) -> Bool {
    let used = directives(of: pattern)
    guard let used, used.allSatisfy(directives.contains) else { return false }
    return !Set("YyFDs".utf8).isDisjoint(with: used)
  }

  /// Whether texts of the pattern hold their zone.
  static func holdsZone(_ pattern: String) -> Bool {
    !Set("zZs".utf8).isDisjoint(with: directives(of: pattern) ?? [])
  }

  private static func directives(of pattern: String) -> [UInt8]? {
    var found: [UInt8] = []
    var bytes = pattern.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else { continue }
      guard let directive = bytes.next() else { return nil }
      found.append(directive)
    }
    return found
  }

  static func parse(
    _ text: RawSpan, _ pattern: String, assumingUTC: Bool, _ cursor: inout TimeCursor
  ) -> Timestamp? {
    var parts = Parts()
    guard read(text, pattern, into: &parts, &cursor) else { return nil }
    return parts.instant(assumingUTC: assumingUTC)
  }

  /// - Returns: false at the first part that is not as the pattern says.
  static func read(
    _ text: RawSpan, _ pattern: String, into parts: inout Parts, _ cursor: inout TimeCursor
  ) -> Bool {
    var bytes = pattern.utf8.makeIterator()
    while let byte = bytes.next() {
      if byte == UInt8(ascii: "%") {
        guard let directive = bytes.next(), parts.read(directive, in: text, &cursor) else {
          return false
        }
      } else if byte == UInt8(ascii: " ") {
        cursor.skipSpace(in: text)
      } else if !cursor.take(byte, in: text) {
        return false
      }
    }
    return true
  }
}

extension TimePattern {
  /// What the directives have found so far.
  struct Parts {
    var year: Int?
    var month = 1
    var day = 1
    var dayOfYear: Int?
    var time = TimeCursor.TimeOfDay()
    var isAfternoon: Bool?
    var offset: Int?
    var epoch: Int?
    /// A part that is a number beyond its range.
    private(set) var fault: TimeReason?

    mutating func read(_ directive: UInt8, in text: RawSpan, _ cursor: inout TimeCursor) -> Bool {
      switch directive {
      case UInt8(ascii: "Y"): return set(\.year, cursor.digits(4, in: text), 0...9999)
      case UInt8(ascii: "y"):
        // POSIX: 69 to 99 are of the twentieth century, 00 to 68 of the twenty-first.
        return set(
          \.year, cursor.digits(2, in: text).map { $0 + ($0 < 69 ? 2000 : 1900) }, 0...9999)
      case UInt8(ascii: "m"): return set(\.month, cursor.digits(upTo: 2, in: text), 1...12, "month")
      case UInt8(ascii: "d"): return set(\.day, cursor.digits(upTo: 2, in: text), 1...31, "day")
      case UInt8(ascii: "e"):
        cursor.skipSpace(in: text)
        return set(\.day, cursor.digits(upTo: 2, in: text), 1...31, "day")
      case UInt8(ascii: "j"): return set(\.dayOfYear, cursor.digits(upTo: 3, in: text), 1...366)
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        return set(\.month, TimeNames.month(in: text, &cursor.position), 1...12)
      case UInt8(ascii: "a"), UInt8(ascii: "A"):
        return TimeNames.skipWeekday(in: text, &cursor.position)
      case UInt8(ascii: "z"), UInt8(ascii: "Z"):
        return set(\.offset, cursor.namedOffset(in: text), -86_399...86_399)
      case UInt8(ascii: "s"):
        return set(\.epoch, cursor.digits(upTo: 12, in: text), 0...253_402_300_799)
      case UInt8(ascii: "F"):
        return all("Y-m-d", in: text, &cursor)
      case UInt8(ascii: "D"): return all("m/d/y", in: text, &cursor)
      case UInt8(ascii: "T"): return all("H:M:S", in: text, &cursor)
      case UInt8(ascii: "R"): return all("H:M", in: text, &cursor)
      case UInt8(ascii: "n"), UInt8(ascii: "t"):
        cursor.skipSpace(in: text)
        return true
      case UInt8(ascii: "%"): return cursor.take(directive, in: text)
      default: return readTime(directive, in: text, &cursor)
      }
    }

    private mutating func readTime(
      _ directive: UInt8, in text: RawSpan, _ cursor: inout TimeCursor
    ) -> Bool {
      switch directive {
      case UInt8(ascii: "H"):
        return set(\.time.hour, cursor.digits(upTo: 2, in: text), 0...23, "hour")
      case UInt8(ascii: "I"):
        if isAfternoon == nil { isAfternoon = false }
        return set(
          \.time.hour, cursor.digits(upTo: 2, in: text).map { $0 == 12 ? 0 : $0 }, 0...11)
      case UInt8(ascii: "M"):
        return set(\.time.minute, cursor.digits(upTo: 2, in: text), 0...59, "minute")
      case UInt8(ascii: "S"):
        return set(\.time.second, cursor.digits(upTo: 2, in: text), 0...59, "second")
      case UInt8(ascii: "f"):
        guard let nanoseconds = cursor.fraction(in: text) else { return false }
        time.nanoseconds = nanoseconds
        return true
      case UInt8(ascii: "p"):
        guard cursor.position + 2 <= text.byteCount, text[cursor.position + 1] | 0x20 == 0x6D
        else { return false }
        let letter = text[cursor.position] | 0x20
        cursor.position += 2
        isAfternoon = letter == UInt8(ascii: "p")
        return letter == UInt8(ascii: "p") || letter == UInt8(ascii: "a")
      default: return false
      }
    }

    /// Reads directives parted by single characters.
    private mutating func all(
      _ pattern: String, in text: RawSpan, _ cursor: inout TimeCursor
    ) -> Bool {
      for (place, byte) in pattern.utf8.enumerated() {
        let isRead =
          place % 2 == 0 ? read(byte, in: text, &cursor) : cursor.take(byte, in: text)
        if !isRead { return false }
      }
      return true
    }

    private mutating func set(
      _ part: WritableKeyPath<Parts, Int>, _ number: Int?, _ range: ClosedRange<Int>,
      _ name: String? = nil
    ) -> Bool {
      guard let number else { return false }
      guard range.contains(number) else {
        fault = name.flatMap { TimeParts.reason($0, number, most: range.upperBound) }
        return false
      }
      self[keyPath: part] = number
      return true
    }

    private mutating func set(
      _ part: WritableKeyPath<Parts, Int?>, _ number: Int?, _ range: ClosedRange<Int>
    ) -> Bool {
      guard let number, range.contains(number) else { return false }
      self[keyPath: part] = number
      return true
    }

    /// Why the parts make no instant; nil when the text is of another form.
    ///
    /// `length`: of the text.
    func reason(in length: Int, _ cursor: TimeCursor, assumingUTC: Bool) -> TimeReason? {
      if let fault { return fault }
      guard cursor.position == length, let year else { return nil }
      if offset == nil, !assumingUTC { return TimeReason("has no zone; 'zone' would say which") }
      return TimeParts(year: year, month: month, day: day).reason
    }

    func instant(assumingUTC: Bool) -> Timestamp? {
      if let epoch { return Timestamp(seconds: Int64(epoch), nanoseconds: time.nanoseconds) }
      guard let year, let offset = offset ?? (assumingUTC ? 0 : nil) else { return nil }
      var time = time
      if isAfternoon == true { time.hour += 12 }
      guard let dayOfYear else {
        return TimeCursor.instant((year, month, day), time, offset: offset)
      }
      let start = TimeCursor.instant((year, 1, 1), time, offset: offset)
      let instant = start?.adding(seconds: Int64(dayOfYear - 1) * 86_400)
      return instant?.adding(seconds: Int64(offset)).fields.year == year ? instant : nil
    }
  }
}

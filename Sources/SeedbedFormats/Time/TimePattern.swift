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
    var bytes = pattern.utf8.makeIterator()
    while let byte = bytes.next() {
      if byte == UInt8(ascii: "%") {
        guard let directive = bytes.next(), parts.read(directive, in: text, &cursor) else {
          return nil
        }
      } else if byte == UInt8(ascii: " ") {
        cursor.skipSpace(in: text)
      } else if !cursor.take(byte, in: text) {
        return nil
      }
    }
    return parts.instant(assumingUTC: assumingUTC)
  }
}

extension TimePattern {
  /// What the directives have found so far.
  private struct Parts {
    var year: Int?
    var month = 1
    var day = 1
    var dayOfYear: Int?
    var time = TimeCursor.TimeOfDay()
    var isAfternoon: Bool?
    var offset: Int?
    var epoch: Int?

    mutating func read(_ directive: UInt8, in text: RawSpan, _ cursor: inout TimeCursor) -> Bool {
      switch directive {
      case UInt8(ascii: "Y"): return Self.set(&year, cursor.digits(4, in: text), 0...9999)
      case UInt8(ascii: "y"):
        // POSIX: 69 to 99 are of the twentieth century, 00 to 68 of the twenty-first.
        return Self.set(
          &year, cursor.digits(2, in: text).map { $0 + ($0 < 69 ? 2000 : 1900) }, 0...9999)
      case UInt8(ascii: "m"): return Self.set(&month, cursor.digits(upTo: 2, in: text), 1...12)
      case UInt8(ascii: "d"): return Self.set(&day, cursor.digits(upTo: 2, in: text), 1...31)
      case UInt8(ascii: "e"):
        cursor.skipSpace(in: text)
        return Self.set(&day, cursor.digits(upTo: 2, in: text), 1...31)
      case UInt8(ascii: "j"): return Self.set(&dayOfYear, cursor.digits(upTo: 3, in: text), 1...366)
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        return Self.set(&month, TimeNames.month(in: text, &cursor.position), 1...12)
      case UInt8(ascii: "a"), UInt8(ascii: "A"):
        return TimeNames.skipWeekday(in: text, &cursor.position)
      case UInt8(ascii: "z"), UInt8(ascii: "Z"):
        return Self.set(&offset, cursor.namedOffset(in: text), -86_399...86_399)
      case UInt8(ascii: "s"):
        return Self.set(&epoch, cursor.digits(upTo: 12, in: text), 0...253_402_300_799)
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
      case UInt8(ascii: "H"): return Self.set(&time.hour, cursor.digits(upTo: 2, in: text), 0...23)
      case UInt8(ascii: "I"):
        if isAfternoon == nil { isAfternoon = false }
        return Self.set(
          &time.hour, cursor.digits(upTo: 2, in: text).map { $0 == 12 ? 0 : $0 }, 0...11)
      case UInt8(ascii: "M"):
        return Self.set(&time.minute, cursor.digits(upTo: 2, in: text), 0...59)
      case UInt8(ascii: "S"):
        return Self.set(&time.second, cursor.digits(upTo: 2, in: text), 0...59)
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

    private static func set(
      _ part: inout Int, _ number: Int?, _ range: ClosedRange<Int>
    ) -> Bool {
      guard let number, range.contains(number) else { return false }
      part = number
      return true
    }

    private static func set(
      _ part: inout Int?, _ number: Int?, _ range: ClosedRange<Int>
    ) -> Bool {
      guard let number, range.contains(number) else { return false }
      part = number
      return true
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

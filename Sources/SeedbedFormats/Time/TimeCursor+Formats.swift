import SeedbedCore

extension TimeCursor {
  /// RFC 3339, with the date and the time parted by `T`, `t` or a space.
  mutating func iso8601(in text: RawSpan, zone: Zone) -> Timestamp? {
    guard let date = date(in: text) else { return nil }
    if position == text.byteCount {
      return zone == .required ? nil : Self.instant(date, TimeOfDay(), offset: 0)
    }
    guard
      take(UInt8(ascii: "T"), in: text) || take(UInt8(ascii: " "), in: text)
        || take(UInt8(ascii: "t"), in: text),
      let time = timeOfDay(in: text)
    else { return nil }
    if zone == .absent || zone == .optional && position == text.byteCount {
      return Self.instant(date, time, offset: 0)
    }
    guard let offset = offset(in: text) else { return nil }
    return Self.instant(date, time, offset: offset)
  }

  /// `17/May/2015:10:05:03 +0000`, in brackets or not.
  mutating func clf(in text: RawSpan) -> Timestamp? {
    let isBracketed = take(UInt8(ascii: "["), in: text)
    guard let day = digits(2, in: text), take(UInt8(ascii: "/"), in: text),
      let month = TimeNames.month(in: text, &position), take(UInt8(ascii: "/"), in: text),
      let year = digits(4, in: text), take(UInt8(ascii: ":"), in: text),
      let time = timeOfDay(in: text), take(UInt8(ascii: " "), in: text),
      let offset = offset(in: text), !isBracketed || take(UInt8(ascii: "]"), in: text)
    else { return nil }
    return Self.instant((year, month, day), time, offset: offset)
  }

  /// `[Fri, ]15 May 2015 10:05[:03] +0000`; the zone may be `GMT`, `UT`, `UTC` or `Z`.
  mutating func rfc2822(in text: RawSpan) -> Timestamp? {
    if TimeNames.skipWeekday(in: text, &position) {
      guard take(UInt8(ascii: ","), in: text) else { return nil }
      skipSpace(in: text)
    }
    guard let day = digits(upTo: 2, in: text), take(UInt8(ascii: " "), in: text),
      let month = TimeNames.month(in: text, &position), take(UInt8(ascii: " "), in: text),
      let year = digits(4, in: text), take(UInt8(ascii: " "), in: text),
      let time = timeOfDay(in: text), take(UInt8(ascii: " "), in: text),
      let offset = namedOffset(in: text)
    else { return nil }
    return Self.instant((year, month, day), time, offset: offset)
  }

  /// An offset, or one of the names that mean UTC.
  mutating func namedOffset(in text: RawSpan) -> Int? {
    for name: StaticString in ["GMT", "UTC", "UT"] where text.holds(name, at: position) {
      position += name.utf8CodeUnitCount
      return 0
    }
    return offset(in: text)
  }

  mutating func skipSpace(in text: RawSpan) {
    while position < text.byteCount,
      text[position] == UInt8(ascii: " ") || (0x09...0x0D).contains(text[position])
    {
      position += 1
    }
  }
}

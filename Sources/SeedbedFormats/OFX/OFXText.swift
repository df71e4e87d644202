import SeedbedCore

/// What text between tags means.
enum OFXText {
  /// The text without the white space around it, its entities replaced; others stay as they are, since banks
  /// write a bare `&`.
  static func value(of bytes: [UInt8], isVerbatim: Bool) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? bytes.endIndex
    guard start < end else { return "" }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return isVerbatim || !text.utf8.contains(UInt8(ascii: "&")) ? text : replacingEntities(in: text)
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
  ]

  private static func replacingEntities(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      let after = rest[rest.index(after: mark)...]
      if let end = after.prefix(10).firstIndex(of: ";"), let meant = meaning(of: after[..<end]) {
        result += meant
        rest = after[after.index(after: end)...]
      } else {
        result += "&"
        rest = after
      }
    }
    return result + rest
  }

  private static func meaning(of name: Substring) -> String? {
    guard name.hasPrefix("#") else { return entities[String(name)] }
    let digits = name.dropFirst()
    let number =
      digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  /// The text of an instant from `YYYYMMDDHHMM[SS[.XXX]][[OFFSET[:NAME]]]`, in UTC where no offset is given, and of
  /// a day from `YYYYMMDD`; other text stays as it is.
  static func time(_ text: String) -> String {
    let names = [" GMT", " UTC"].filter { text.hasSuffix($0) }
    let known = text.dropLast(names.first?.count ?? 0)
    let parts = known.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let clock = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = Array(clock[0].utf8)
    let fraction = clock.count == 2 ? nanoseconds(clock[1]) : 0
    let offset = parts.count == 2 ? seconds(ofOffset: parts[1]) : 0
    guard digits.count == 8 || digits.count == 12 || digits.count == 14,
      digits.allSatisfy({ (0x30...0x39).contains($0) }), let fraction, let offset
    else { return text }
    func number(_ start: Int, _ count: Int) -> Int {
      guard start < digits.count else { return 0 }
      return digits[start..<start + count].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let instant = Timestamp(
      year: number(0, 4), month: number(4, 2), day: number(6, 2), hour: number(8, 2),
      minute: number(10, 2), second: number(12, 2), nanoseconds: fraction, offsetSeconds: offset)
    guard let instant else { return text }
    return digits.count == 8 && parts.count == 1
      ? String(instant.description.prefix(10)) : instant.description
  }

  private static func nanoseconds(_ digits: Substring) -> Int32? {
    guard (1...9).contains(digits.utf8.count), let number = Int32(digits), number >= 0 else {
      return nil
    }
    return (digits.utf8.count..<9).reduce(number) { value, _ in value * 10 }
  }

  /// Seconds east of UTC from `-5:EST]` or `+5.50]`.
  ///
  /// The standard has fractions of an hour, and some banks write minutes; no zone lets the two be confused.
  private static func seconds(ofOffset text: Substring) -> Int? {
    guard text.hasSuffix("]") else { return nil }
    let number = text.dropLast().prefix { $0 != ":" }
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let hours = Int(parts[0]), hours.magnitude <= 14 else { return nil }
    let minutes: Int? =
      switch parts.count == 2 ? parts[1] : "" {
      case "", "0", "00": 0
      case "25", "15": 15
      case "5", "50", "30": 30
      case "75", "45": 45
      default: nil
      }
    return minutes.map { (number.hasPrefix("-") ? -1 : 1) * (abs(hours) * 3600 + $0 * 60) }
  }
}

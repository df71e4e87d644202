/// A way in which some place writes a text: what it escapes, and how that is undone.
enum TextEncoding: CaseIterable, Sendable {
  /// `%C3%A9` of addresses and forms (RFC 3986).
  case percent
  /// `\"`, `\n`, `\u00e9` of JSON (RFC 8259), and a backslash before what a shell or a program would read.
  case backslash
  /// `&eacute;`, `&#233;`, `&#xE9;` of HTML and XML.
  case html
  /// `'\''` and `'"'"'`, as a shell has a quote inside of quotes.
  case shell

  /// The byte with which every escape begins.
  var mark: UInt8 {
    switch self {
    case .percent: UInt8(ascii: "%")
    case .backslash: UInt8(ascii: "\\")
    case .html: UInt8(ascii: "&")
    case .shell: UInt8(ascii: "'")
    }
  }

  /// Where the escape ends that begins at `place`, and what it stands for behind the result; nil when none begins.
  ///
  /// It looks a few bytes ahead, so that a text of escapes takes no longer than its length.
  func end(in bytes: [UInt8], at place: Int, into result: inout [UInt8]) -> Int? {
    switch self {
    case .percent: Self.percentEnd(in: bytes, at: place, into: &result)
    case .backslash: Self.backslashEnd(in: bytes, at: place, into: &result)
    case .html: Self.entityEnd(in: bytes, at: place, into: &result)
    case .shell: Self.quoteEnd(in: bytes, at: place, into: &result)
    }
  }

  private static func percentEnd(
    in bytes: [UInt8], at place: Int, into result: inout [UInt8]
  ) -> Int? {
    guard let byte = number(in: bytes, place + 1, digits: 2) else { return nil }
    result.append(UInt8(byte))
    return place + 3
  }

  private static func backslashEnd(
    in bytes: [UInt8], at place: Int, into result: inout [UInt8]
  ) -> Int? {
    guard place + 1 < bytes.count else { return nil }
    switch bytes[place + 1] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      return scalarEnd(in: bytes, at: place, into: &result)
    // The end of a line that a shell does not see.
    case 0x0A: break
    case let byte where isWord(byte) || byte >= 0x80: return nil
    case let byte: result.append(byte)
    }
    return place + 2
  }

  /// `\u00e9`, or both halves of a pair.
  private static func scalarEnd(
    in bytes: [UInt8], at place: Int, into result: inout [UInt8]
  ) -> Int? {
    guard let first = number(in: bytes, place + 2, digits: 4) else { return nil }
    if let scalar = Unicode.Scalar(first) {
      result += Array(String(scalar).utf8)
      return place + 6
    }
    let next = place + 6
    guard first < 0xDC00, next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"),
      bytes[next + 1] | 0x20 == UInt8(ascii: "u"),
      let second = number(in: bytes, next + 2, digits: 4), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return nil }
    result += Array(String(scalar).utf8)
    return next + 6
  }

  private static func entityEnd(
    in bytes: [UInt8], at place: Int, into result: inout [UInt8]
  ) -> Int? {
    let reach = bytes[(place + 1)...].prefix(max(12, HTMLNames.longest + 1))
    guard let end = reach.firstIndex(where: { !isWord($0) && $0 != UInt8(ascii: "#") }),
      bytes[end] == UInt8(ascii: ";")
    else { return nil }
    let name = bytes[(place + 1)..<end]
    guard
      let scalar = name.first == UInt8(ascii: "#") ? numbered(name) : HTMLNames.scalar(named: name)
    else { return nil }
    result += Array(String(scalar).utf8)
    return end + 1
  }

  /// The character of `#233` and `#xE9`.
  private static func numbered(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    return (isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits))
      .flatMap(Unicode.Scalar.init)
  }

  private static func quoteEnd(
    in bytes: [UInt8], at place: Int, into result: inout [UInt8]
  ) -> Int? {
    for escape in [#"'\''"#, #"'"'"'"#] where bytes[place...].starts(with: escape.utf8) {
      result.append(UInt8(ascii: "'"))
      return place + escape.utf8.count
    }
    return nil
  }

  /// The number that so many hexadecimal digits write; nil when they are not there.
  private static func number(in bytes: [UInt8], _ start: Int, digits: Int) -> UInt32? {
    guard start + digits <= bytes.count else { return nil }
    var number: UInt32 = 0
    for byte in bytes[start..<start + digits] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        number = number << 4 | UInt32((byte | 0x20) - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return number
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

/// A piece of an SQL script that means something; blanks and comments do not.
package struct ScriptToken: Sendable, Hashable {
  package enum Kind: Sendable {
    /// A keyword or a name without quotes.
    case word
    /// A name in quotes.
    case name
    /// A text in quotes, a number or a parameter.
    case value
    /// One character of punctuation.
    case symbol
  }

  package let kind: Kind
  /// Where it stands in the UTF-8 of the text.
  package let range: Range<Int>
}

/// Walks through SQL one token at a time, in memory that does not grow with its length.
struct SQLLexer {
  let bytes: [UInt8]
  let engine: StoreEngine
  private(set) var place = 0

  init(_ bytes: [UInt8], for engine: StoreEngine) {
    self.bytes = bytes
    self.engine = engine
  }

  mutating func next() -> ScriptToken? {
    skipBlanks()
    guard place < bytes.count else { return nil }
    let start = place
    let kind = scan()
    return ScriptToken(kind: kind, range: start..<place)
  }

  /// Goes on at the next line.
  mutating func skipLine() {
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    if place < bytes.count { place += 1 }
  }

  private func byte(_ distance: Int = 0) -> UInt8? {
    place + distance < bytes.count ? bytes[place + distance] : nil
  }

  private mutating func skipBlanks() {
    while let next = byte() {
      switch next {
      case 0x09...0x0D, 0x20: place += 1
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      default: return
      }
    }
  }

  /// Comments hold others on PostgreSQL, and not on SQLite.
  private mutating func skipComment() {
    var depth = 0
    while place < bytes.count {
      if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
        if depth == 0 { return }
      } else if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*"),
        depth == 0 || engine == .postgres
      {
        depth += 1
        place += 2
      } else {
        place += 1
      }
    }
  }

  private mutating func scan() -> ScriptToken.Kind {
    let first = bytes[place]
    switch first {
    case UInt8(ascii: "'"):
      skipQuoted(by: first)
      return .value
    case UInt8(ascii: "\""):
      skipQuoted(by: first)
      return .name
    case UInt8(ascii: "`") where engine == .sqlite:
      skipQuoted(by: first)
      return .name
    case UInt8(ascii: "[") where engine == .sqlite:
      place = (bytes[place...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count - 1) + 1
      return .name
    case UInt8(ascii: "$") where engine == .postgres: return scanDollar()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while let next = byte(), Self.isPartOfWord(next) || next == UInt8(ascii: ".") { place += 1 }
      return .value
    case _ where Self.startsWord(first):
      let isEscaping =
        engine == .postgres && first | 0x20 == UInt8(ascii: "e") && byte(1) == UInt8(ascii: "'")
      if isEscaping {
        place += 1
        skipQuoted(by: UInt8(ascii: "'"), escapes: true)
        return .value
      }
      while let next = byte(), Self.isPartOfWord(next) { place += 1 }
      return .word
    default:
      place += 1
      return .symbol
    }
  }

  /// A quote inside is doubled, or follows a backslash where those escape.
  private mutating func skipQuoted(by quote: UInt8, escapes: Bool = false) {
    place += 1
    while let next = byte() {
      place += 1
      if escapes, next == UInt8(ascii: "\\") { place = min(place + 1, bytes.count) }
      guard next == quote else { continue }
      if byte() != quote { return }
      place += 1
    }
  }

  /// `$1`, or a text between two equal tags such as `$body$`.
  private mutating func scanDollar() -> ScriptToken.Kind {
    var end = place + 1
    while end < bytes.count, Self.isPartOfWord(bytes[end]), bytes[end] != UInt8(ascii: "$") {
      end += 1
    }
    let isTag =
      end < bytes.count && bytes[end] == UInt8(ascii: "$")
      && (end == place + 1 || Self.startsWord(bytes[place + 1]))
    guard isTag else {
      place = max(end, place + 1)
      return .value
    }
    let tag = bytes[place...end]
    place = end + 1
    while place + tag.count <= bytes.count {
      if bytes[place] == UInt8(ascii: "$"), bytes[place..<place + tag.count].elementsEqual(tag) {
        place += tag.count
        return .value
      }
      place += 1
    }
    place = bytes.count
    return .value
  }

  private static func startsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"): true
    default: startsWord(byte)
    }
  }
}

/// `{{name}}`, as collections have it in texts.
struct PostmanVariable {
  let name: String
  /// Where the name stands with its braces.
  let range: Range<Int>

  /// Takes the one that begins at `place`; nil when none does.
  ///
  /// It looks no further than the next brace, so that a text of braces takes no longer than its length.
  init?(in bytes: [UInt8], at place: Int) {
    guard bytes[place...].starts(with: "{{".utf8) else { return nil }
    func end(of kind: (UInt8) -> Bool, from start: Int) -> Int {
      bytes[start...].firstIndex { !kind($0) } ?? bytes.endIndex
    }
    let start = end(of: Self.isBlank, from: place + 2)
    let nameEnd = end(of: Self.isWord, from: start)
    let last = end(of: Self.isBlank, from: nameEnd)
    guard nameEnd > start, bytes[last...].starts(with: "}}".utf8) else { return nil }
    name = String(decoding: bytes[start..<nameEnd], as: UTF8.self)
    range = place..<last + 2
  }

  /// Whether it is one that a golden file can name, too.
  var isName: Bool {
    name.utf8.allSatisfy { $0 < 0x80 } && name.first.map { !$0.isNumber } ?? false
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

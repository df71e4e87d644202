/// JSON as records hold it: members by the bytes of their names, no space between.
///
/// The server sorts the members of `jsonb` by length and puts spaces between, so that the text of an answer
/// is not the text that went in.
enum CanonicalJSON {
  /// The canonical text of well-formed JSON.
  static func text(of bytes: [UInt8]) -> String {
    var scanner = Scanner(bytes: bytes)
    return String(decoding: scanner.value(), as: UTF8.self)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var place = 0

    mutating func value() -> [UInt8] {
      skipSpace()
      guard place < bytes.count else { return [] }
      switch bytes[place] {
      case UInt8(ascii: "{"): return object()
      case UInt8(ascii: "["): return list()
      case UInt8(ascii: "\""): return string()
      default: return word()
      }
    }

    private mutating func object() -> [UInt8] {
      var members: [(name: [UInt8], value: [UInt8])] = []
      place += 1
      while next(before: UInt8(ascii: "}")) {
        let name = string()
        skipSpace()
        place += 1
        members.append((name, value()))
      }
      members.sort { $0.name.dropLast().lexicographicallyPrecedes($1.name.dropLast()) }
      var text = [UInt8(ascii: "{")]
      for (place, member) in members.enumerated() {
        if place > 0 { text.append(UInt8(ascii: ",")) }
        text += member.name
        text.append(UInt8(ascii: ":"))
        text += member.value
      }
      text.append(UInt8(ascii: "}"))
      return text
    }

    private mutating func list() -> [UInt8] {
      var text = [UInt8(ascii: "[")]
      place += 1
      while next(before: UInt8(ascii: "]")) {
        if text.count > 1 { text.append(UInt8(ascii: ",")) }
        text += value()
      }
      text.append(UInt8(ascii: "]"))
      return text
    }

    /// Whether another element follows; passes the comma before it, or the end.
    private mutating func next(before end: UInt8) -> Bool {
      skipSpace()
      if place < bytes.count, bytes[place] == UInt8(ascii: ",") {
        place += 1
        skipSpace()
      }
      guard place < bytes.count else { return false }
      if bytes[place] == end {
        place += 1
        return false
      }
      return true
    }

    private mutating func string() -> [UInt8] {
      let start = place
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      place = min(place + 1, bytes.count)
      return Array(bytes[start..<place])
    }

    private mutating func word() -> [UInt8] {
      let start = place
      while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
      if place == start { place += 1 }
      return Array(bytes[start..<place])
    }

    private mutating func skipSpace() {
      while place < bytes.count, Self.spaces.contains(bytes[place]) { place += 1 }
    }

    private static let spaces = Array(" \t\n\r".utf8)
    private static let ends = Array(" \t\n\r,]}".utf8)
  }
}

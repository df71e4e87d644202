/// JSON text in one form for one meaning, made to be hashed: no space, members in the order of their names'
/// bytes, strings without needless escapes, numbers by value.
///
/// Takes text that an engine has accepted as JSON and builds no values. Of members with one name the last
/// stands, as PostgreSQL's jsonb has it.
struct ComparableJSON {
  private static let greatestDepth = 512
  private var position = 0

  /// - Returns: false, with `bytes` as they were, for text that is no JSON or nests too deep.
  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    var scanner = ComparableJSON()
    if scanner.value(in: text, depth: 0, to: &bytes) {
      scanner.skipSpace(in: text)
      if scanner.position == text.count { return true }
    }
    bytes.removeSubrange(start...)
    return false
  }

  private mutating func value(
    in text: Span<UInt8>, depth: Int, to bytes: inout [UInt8]
  ) -> Bool {
    skipSpace(in: text)
    guard position < text.count, depth <= Self.greatestDepth else { return false }
    switch text[position] {
    case UInt8(ascii: "{"): return object(in: text, depth: depth, to: &bytes)
    case UInt8(ascii: "["): return array(in: text, depth: depth, to: &bytes)
    case UInt8(ascii: "\""): return ComparableJSONString.append(text, at: &position, to: &bytes)
    case UInt8(ascii: "t"): return word("true", in: text, to: &bytes)
    case UInt8(ascii: "f"): return word("false", in: text, to: &bytes)
    case UInt8(ascii: "n"): return word("null", in: text, to: &bytes)
    default: return number(in: text, to: &bytes)
    }
  }

  private mutating func object(
    in text: Span<UInt8>, depth: Int, to bytes: inout [UInt8]
  ) -> Bool {
    position += 1
    var members: [(name: [UInt8], value: [UInt8])] = []
    if !take("}", in: text) {
      repeat {
        var member: (name: [UInt8], value: [UInt8]) = ([], [])
        skipSpace(in: text)
        guard ComparableJSONString.append(text, at: &position, to: &member.name),
          take(":", in: text), value(in: text, depth: depth + 1, to: &member.value)
        else { return false }
        members.append(member)
      } while take(",", in: text)
      guard take("}", in: text) else { return false }
    }
    bytes.append(UInt8(ascii: "{"))
    // The order of members with one name stays, since sorting is stable.
    let sorted = members.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for (place, member) in sorted.enumerated() {
      if place + 1 < sorted.count, sorted[place + 1].name == member.name { continue }
      bytes += member.name
      bytes.append(UInt8(ascii: ":"))
      bytes += member.value
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(UInt8(ascii: "}"))
    return true
  }

  private mutating func array(
    in text: Span<UInt8>, depth: Int, to bytes: inout [UInt8]
  ) -> Bool {
    position += 1
    bytes.append(UInt8(ascii: "["))
    if !take("]", in: text) {
      repeat {
        guard value(in: text, depth: depth + 1, to: &bytes) else { return false }
        bytes.append(UInt8(ascii: ","))
      } while take(",", in: text)
      guard take("]", in: text) else { return false }
    }
    bytes.append(UInt8(ascii: "]"))
    return true
  }

  private mutating func word(
    _ word: String, in text: Span<UInt8>, to bytes: inout [UInt8]
  ) -> Bool {
    for byte in word.utf8 {
      guard position < text.count, text[position] == byte else { return false }
      bytes.append(byte)
      position += 1
    }
    return true
  }

  private mutating func number(in text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let start = position
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
        continue
      default: break
      }
      break
    }
    return CanonicalNumber.append(text.extracting(start..<position), to: &bytes)
  }

  private mutating func skipSpace(in text: Span<UInt8>) {
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar, in text: Span<UInt8>) -> Bool {
    skipSpace(in: text)
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }
}

/// Reads JSON values (RFC 8259) from bytes; holds only its position and memory it uses again.
struct JSONScanner: Sendable {
  var position = 0
  private let limits: JSONLimits
  private var fingerprints: [UInt64] = []
  /// How many values the text has so far.
  private var values = 0

  init(limits: JSONLimits = .standard, at position: Int = 0) {
    self.limits = limits
    self.position = position
  }

  /// Reads one value with nothing but white space around it.
  mutating func document(in bytes: RawSpan) throws(JSONFault) -> JSONValue {
    values = 0
    let value = try value(in: bytes, depth: 0)
    skipSpace(in: bytes)
    guard position == bytes.byteCount else {
      throw JSONFault(
        .syntax, "expected the end after the value, found \(found(in: bytes))", at: position)
    }
    return value
  }

  /// Reads the next value, inside `depth` arrays and objects.
  mutating func value(in bytes: RawSpan, depth: Int) throws(JSONFault) -> JSONValue {
    skipSpace(in: bytes)
    guard position < bytes.byteCount else { throw unexpected("a value", in: bytes) }
    values += 1
    if values > limits.values { throw tooManyValues }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string(in: bytes))
    case UInt8(ascii: "{"): return .object(try object(in: bytes, depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(in: bytes, depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      try skipNumber(in: bytes)
      return .number(JSONNumber(checked: bytes.text(start..<position)))
    case UInt8(ascii: "t"): return try word("true", .bool(true), in: bytes)
    case UInt8(ascii: "f"): return try word("false", .bool(false), in: bytes)
    case UInt8(ascii: "n"): return try word("null", .null, in: bytes)
    default: throw unexpected("a value", in: bytes)
    }
  }

  @inline(__always)
  mutating func skipSpace(in bytes: RawSpan) {
    while position < bytes.byteCount {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }

  /// Whether the next byte after white space is `byte`; takes it when it is.
  @inline(__always)
  mutating func take(_ byte: UInt8, in bytes: RawSpan) -> Bool {
    skipSpace(in: bytes)
    guard position < bytes.byteCount, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func array(
    in bytes: RawSpan, depth: Int
  ) throws(JSONFault) -> [JSONValue] {
    try enter(depth)
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]"), in: bytes) { return elements }
    while true {
      elements.append(try value(in: bytes, depth: depth))
      if take(UInt8(ascii: ","), in: bytes) { continue }
      if take(UInt8(ascii: "]"), in: bytes) { return elements }
      throw unexpected("',' or ']'", in: bytes)
    }
  }

  private mutating func object(
    in bytes: RawSpan, depth: Int
  ) throws(JSONFault) -> JSONObject {
    try enter(depth)
    if take(UInt8(ascii: "}"), in: bytes) { return JSONObject() }
    var members: [(name: String, value: JSONValue)] = []
    members.reserveCapacity(8)
    let outer = fingerprints.count
    defer { fingerprints.removeSubrange(outer...) }
    var seen = NamesSeen()
    while true {
      skipSpace(in: bytes)
      let place = position
      guard place < bytes.byteCount, bytes[place] == UInt8(ascii: "\"") else {
        throw unexpected("a name in double quotes", in: bytes)
      }
      let name = try string(in: bytes)
      let mark = fingerprint(of: name, written: bytes.extracting(place + 1..<position - 1))
      if isDouble(name, mark, in: members, since: outer, &seen),
        limits.duplicateNames == .refused
      {
        throw JSONFault(
          .duplicateKey, "the name '\(name)' is already in this object", at: place)
      }
      guard take(UInt8(ascii: ":"), in: bytes) else { throw unexpected("':'", in: bytes) }
      members.append((name, try value(in: bytes, depth: depth)))
      if take(UInt8(ascii: ","), in: bytes) { continue }
      if take(UInt8(ascii: "}"), in: bytes) {
        return limits.duplicateNames == .refused
          ? JSONObject(unique: members) : JSONObject(members.map { ($0.name, $0.value) })
      }
      throw unexpected("',' or '}'", in: bytes)
    }
  }

  private var tooManyValues: JSONFault {
    JSONFault(.tooManyValues, "holds more than \(limits.values) values", at: position)
  }

  private mutating func enter(_ depth: Int) throws(JSONFault) {
    if depth > limits.depth {
      throw JSONFault(.tooDeep, "nested deeper than \(limits.depth) levels", at: position)
    }
    position += 1
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue, in bytes: RawSpan
  ) throws(JSONFault) -> JSONValue {
    guard bytes.holds(word, at: position) else { throw unexpected("a value", in: bytes) }
    position += word.utf8CodeUnitCount
    return value
  }
}

extension JSONScanner {
  /// The names of one object beyond the number that is compared one by one.
  private struct NamesSeen {
    var names: Set<ExactText> = []
  }

  /// Whether `name` was in the object before; remembers it.
  private mutating func isDouble(
    _ name: String, _ mark: UInt64, in members: [(name: String, value: JSONValue)],
    since outer: Int,
    _ seen: inout NamesSeen
  ) -> Bool {
    if members.count >= 32 {
      if seen.names.isEmpty { seen.names = Set(members.map { ExactText($0.name) }) }
      return !seen.names.insert(ExactText(name)).inserted
    }
    defer { fingerprints.append(mark) }
    for place in members.indices where fingerprints[outer + place] == mark {
      if ExactText(members[place].name) == ExactText(name) { return true }
    }
    return false
  }

  /// A number that is the same for names that are the same.
  ///
  /// Taken from the bytes as written unless they hold escapes, which always make them longer.
  @inline(__always)
  private func fingerprint(of name: String, written: RawSpan) -> UInt64 {
    written.byteCount == name.utf8.count ? written.fingerprint : name.utf8.span.bytes.fingerprint
  }

  /// `expected …, found …` at the current position.
  func unexpected(_ wanted: String, in bytes: RawSpan) -> JSONFault {
    JSONFault(.syntax, "expected \(wanted), found \(found(in: bytes))", at: position)
  }

  private func found(in bytes: RawSpan) -> String {
    guard position < bytes.byteCount else { return "the end" }
    let byte = bytes[position]
    guard (0x21...0x7E).contains(byte) else {
      return byte == 0 ? "a zero byte" : "byte 0x\(String(byte, radix: 16, uppercase: true))"
    }
    return "'\(Character(UnicodeScalar(byte)))'"
  }
}

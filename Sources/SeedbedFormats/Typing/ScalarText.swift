import SeedbedCore

/// Text that columns of words take.
enum ScalarText {
  /// Refuses bytes that are not UTF-8 and zero bytes, which no engine keeps in text.
  @inline(__always)
  static func check(_ text: RawSpan) throws(TypingProblem) {
    if let bad = UTF8Check.firstInvalid(in: text, 0..<text.byteCount) {
      throw TypingProblem(code: "type.encoding", message: "byte \(bad) of the text is not UTF-8")
    }
    if let zero = text.firstPosition(of: 0, in: 0..<text.byteCount) {
      throw TypingProblem(code: "type.zero-byte", message: "byte \(zero) of the text is zero")
    }
  }

  static func checked(_ text: RawSpan) throws(TypingProblem) -> String {
    try check(text)
    return text.text
  }

  /// `true` or `false` and nothing else.
  static func flag(_ text: RawSpan) throws(TypingProblem) -> Bool {
    if text.byteCount == 4, text.holds("true", at: 0) { return true }
    if text.byteCount == 5, text.holds("false", at: 0) { return false }
    throw .not("true or false", text, code: "type.bool")
  }

  /// One of `words`, by its bytes.
  static func word(_ text: RawSpan, of words: [String]) throws(TypingProblem) -> String {
    for word in words where word.utf8.count == text.byteCount {
      if text.withUnsafeBytes({ $0.elementsEqual(word.utf8) }) { return word }
    }
    let near = Suggestion.phrase(for: TypingProblem.shown(text), among: words)
    let list = words.joined(separator: ", ")
    throw TypingProblem(
      code: "type.enum", message: "'\(TypingProblem.shown(text))' is not one of \(list)\(near)",
      messageWithoutValue: "the value is not one of \(list)")
  }

  /// Whether the text is a UUID in lower case with hyphens.
  static func isCanonicalUUID(_ text: RawSpan) -> Bool {
    guard text.byteCount == 36 else { return false }
    for position in 0..<36 {
      let byte = text[position]
      let isRight =
        position == 8 || position == 13 || position == 18 || position == 23
        ? byte == UInt8(ascii: "-")
        : byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
      if !isRight { return false }
    }
    return true
  }

  /// The 36 bytes of a UUID in lower case, from 32 digits with or without hyphens (RFC 9562).
  static func uuid(_ text: RawSpan) throws(TypingProblem) -> [UInt8] {
    guard text.byteCount == 36 || text.byteCount == 32 else {
      throw .not("a UUID", text, code: "type.uuid")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(36)
    var position = 0
    for place in 0..<36 {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        bytes.append(UInt8(ascii: "-"))
        if text.byteCount == 32 { continue }
        guard text[position] == UInt8(ascii: "-") else {
          throw .not("a UUID", text, code: "type.uuid")
        }
      } else {
        guard Hexadecimal.value(of: text[position]) != nil else {
          throw .not("a UUID", text, code: "type.uuid")
        }
        bytes.append(text[position] | 0x20)
      }
      position += 1
    }
    return bytes
  }

  /// The canonical text of a JSON document.
  static func json(_ text: RawSpan) throws(TypingProblem) -> [UInt8] {
    var scanner = JSONScanner()
    let value: JSONValue
    do {
      value = try scanner.document(in: text)
    } catch {
      throw TypingProblem(
        code: "type.json",
        message:
          "'\(TypingProblem.shown(text))' is not JSON: \(error.message), at byte \(error.offset)",
        messageWithoutValue: "the value is not JSON")
    }
    guard !value.holdsNUL else { throw .jsonNUL }
    var bytes: [UInt8] = []
    JSONWriter.append(value, to: &bytes, pretty: false)
    return bytes
  }
}

extension JSONValue {
  /// Whether a text or name in it holds the character NUL, which not every database can keep.
  var holdsNUL: Bool {
    switch self {
    case .null, .bool, .number: false
    case .string(let text): text.utf8.contains(0)
    case .array(let elements): elements.contains(where: \.holdsNUL)
    case .object(let object):
      object.members.contains { $0.name.utf8.contains(0) || $0.value.holdsNUL }
    }
  }
}

extension TypingProblem {
  static var jsonNUL: TypingProblem {
    TypingProblem(
      code: "type.json-nul",
      message: "a text in the JSON holds the character NUL, which not every database can keep")
  }
}

package import SeedbedCore

/// Places inside of a scalar, such as a statement of a long text of SQL.
extension YAMLNode {
  /// A problem with what begins at a byte of the scalar's text, on its own line of the file.
  package func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String? = nil, cause: String? = nil,
    atByte offset: Int
  ) -> Diagnostic {
    let mark = source.mark(ofByte: place(ofByte: offset))
    return Diagnostic(
      code, message, help: help, at: source.location(of: mark),
      excerpt: source.excerpt(from: mark, to: YAMLMark(line: mark.line + 1, scalarsBefore: 0)),
      cause: cause)
  }

  /// Where the byte stands in the file: what folding and indentation change is blanks, so the other bytes are
  /// counted.
  private func place(ofByte offset: Int) -> Int {
    guard let text = scalar?.utf8 else { return source.byte(of: record.start) }
    var left = text.prefix(offset).count { !Self.isBlank($0) }
    var scanner = ScalarScanner(source.bytes, from: source.byte(of: record.start), style)
    while left > 0, let _ = scanner.next() { left -= 1 }
    return scanner.skipBlanks()
  }

  fileprivate static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

/// Walks through a scalar as it is written, one byte of its text that is no blank at a time.
private struct ScalarScanner {
  private let bytes: [UInt8]
  private let style: YAMLStyle?
  private var place: Int
  /// How many bytes of an escaped character are still to come.
  private var rest = 0

  init(_ bytes: [UInt8], from start: Int, _ style: YAMLStyle?) {
    self.bytes = bytes
    self.style = style
    var start = start
    // A tag or an anchor before the text.
    while start < bytes.count,
      bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!")
    {
      start = bytes[start...].firstIndex(where: YAMLNode.isBlank) ?? bytes.count
      start = bytes[start...].firstIndex { !YAMLNode.isBlank($0) } ?? bytes.count
    }
    switch style {
    case .literal, .folded:
      place = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    case .singleQuoted, .doubleQuoted: place = start + 1
    case .plain, nil: place = start
    }
  }

  mutating func skipBlanks() -> Int {
    while place < bytes.count, YAMLNode.isBlank(bytes[place]) { place += 1 }
    return min(place, bytes.count)
  }

  mutating func next() -> UInt8? {
    if rest > 0 {
      rest -= 1
      return 0
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if YAMLNode.isBlank(byte) { continue }
      if style == .singleQuoted, byte == UInt8(ascii: "'") { place += 1 }
      guard style == .doubleQuoted, byte == UInt8(ascii: "\\"), place < bytes.count else {
        return byte
      }
      let escaped = bytes[place]
      place += 1
      // These stand for a blank, and so does the end of a line.
      if "ntr \n\t\r".utf8.contains(escaped) { continue }
      if let digits = Self.digits[escaped] { rest = width(ofCharacterIn: digits) - 1 }
      return escaped
    }
    return nil
  }

  /// How many hexadecimal digits follow `\x`, `\u` and `\U`.
  private static let digits: [UInt8: Int] = [
    UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]

  /// Passes over the digits of a character.
  ///
  /// - Returns: how many bytes it has in UTF-8.
  private mutating func width(ofCharacterIn digits: Int) -> Int {
    let end = min(place + digits, bytes.count)
    let number = UInt32(String(decoding: bytes[place..<end], as: UTF8.self), radix: 16)
    place = end
    return number.flatMap(Unicode.Scalar.init).map { UTF8.width($0) } ?? 1
  }
}

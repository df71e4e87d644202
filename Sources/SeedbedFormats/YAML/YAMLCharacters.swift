import SeedbedCore

/// Checks the characters of a document before it is parsed.
enum YAMLCharacters {
  /// Text that is not UTF-8, and characters that YAML forbids or readers disagree about.
  static func problems(in source: YAMLSource) -> Diagnostics {
    var problems = Diagnostics()
    let bytes = source.bytes
    do throws(UTF8.ValidationError) {
      let span = bytes.span
      _ = try UTF8Span(validating: span)
    } catch {
      problems.add(encodingProblem(in: source, at: error.byteOffsets.lowerBound))
      return problems
    }
    for (index, byte) in bytes.enumerated() where mayBeProblem(byte) {
      guard let found = character(at: index, of: bytes) else { continue }
      let mark = source.mark(ofByte: index)
      problems.add(
        Diagnostic(
          .yamlCharacter, found.message, help: found.help, at: source.location(of: mark),
          excerpt: source.excerpt(from: mark, to: mark)))
      if problems.items.count == 20 { break }
    }
    return problems
  }

  private static func encodingProblem(in source: YAMLSource, at offset: Int) -> Diagnostic {
    let bytes = source.bytes
    let isUTF16 = ByteOrderMark.isWide(bytes.span.bytes)
    let mark = source.mark(ofByte: offset)
    let byte = String(source.bytes[offset], radix: 16, uppercase: true)
    return Diagnostic(
      .yamlCharacter, "the byte 0x\(byte) is not UTF-8",
      help: isUTF16 ? "the file is UTF-16; save it as UTF-8" : "save the file as UTF-8",
      at: source.location(of: mark), excerpt: source.excerpt(from: mark, to: mark))
  }

  /// Whether a byte begins a character that has to be looked at; nearly none does.
  private static func mayBeProblem(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != UInt8(ascii: "\n") : byte == 0x7F || byte == 0xC2 || byte == 0xE2
  }

  private static func character(
    at index: Int, of bytes: [UInt8]
  ) -> (message: String, help: String)? {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch bytes[index] {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"):
      return nil
    case UInt8(ascii: "\r"):
      if next == UInt8(ascii: "\n") { return nil }
      return (
        "a carriage return without a line feed", "end lines with a line feed, or with both"
      )
    case let byte where byte < 0x20 || byte == 0x7F:
      return control(UInt32(byte))
    case 0xC2 where (0x80...0x9F).contains(next):
      return next == 0x85 ? lineBreak("U+0085", escape: "\\N") : control(UInt32(next))
    case 0xE2 where next == 0x80 && index + 2 < bytes.count:
      switch bytes[index + 2] {
      case 0xA8: return lineBreak("U+2028", escape: "\\L")
      case 0xA9: return lineBreak("U+2029", escape: "\\P")
      default: return nil
      }
    default: return nil
    }
  }

  private static func control(_ code: UInt32) -> (message: String, help: String) {
    let digits = String(code, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 2 - digits.count) + digits
    return (
      "the control character U+00\(padded) is not allowed in YAML",
      "write it as \\x\(padded) in a double-quoted text"
    )
  }

  private static func lineBreak(
    _ name: String, escape: String
  ) -> (message: String, help: String) {
    (
      "\(name) ends a line for some readers and not for others",
      "write it as \(escape) in a double-quoted text"
    )
  }
}

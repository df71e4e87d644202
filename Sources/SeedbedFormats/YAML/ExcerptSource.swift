import SeedbedCore

/// Where the line of a problem is found again.
enum ExcerptSource {
  case document(YAMLSource)
  /// A source too large to keep; it is read again when something is wrong.
  case bytes(ByteSource)

  func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String?, at mark: YAMLMark, in name: String
  ) -> Diagnostic {
    switch self {
    case .document(let source):
      return Diagnostic(
        code, message, help: help, at: source.location(of: mark),
        excerpt: source.excerpt(from: mark, to: mark))
    case .bytes(let source):
      guard let line = Self.line(mark.line, of: source) else {
        let place = Location(file: name, line: mark.line, column: mark.scalarsBefore + 1)
        return Diagnostic(code, message, help: help, at: place)
      }
      let column = LineExcerpt.column(in: line, after: mark.scalarsBefore)
      return Diagnostic(
        code, message, help: help, at: Location(file: name, line: mark.line, column: column),
        excerpt: LineExcerpt.make(of: line, from: column, length: 1))
    }
  }

  /// As above, at a byte counted after the byte order mark.
  func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String?, atByte offset: Int, in name: String
  ) -> Diagnostic {
    let mark =
      switch self {
      case .document(let source): source.mark(ofByte: offset)
      case .bytes(let source): Self.mark(ofByte: offset, of: source)
      }
    return diagnostic(code, message, help: help, at: mark, in: name)
  }

  /// The text of a line counted from 1; nil when it cannot be read, or is too long to be worth it.
  private static func line(_ number: Int, of source: ByteSource) -> String? {
    var current = 1
    var line: [UInt8] = []
    forEachByte(of: source) { byte in
      if byte == UInt8(ascii: "\n") {
        current += 1
      } else if current == number {
        line.append(byte)
      }
      return current <= number && line.count <= 1 << 20
    }
    return current < number || line.count > 1 << 20 ? nil : text(line)
  }

  private static func mark(ofByte offset: Int, of source: ByteSource) -> YAMLMark {
    var line = 1
    var scalars = 0
    var position = 0
    forEachByte(of: source) { byte in
      guard position < offset else { return false }
      position += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        scalars = 0
      } else if byte & 0xC0 != 0x80 {
        scalars += 1
      }
      return true
    }
    return YAMLMark(line: line, scalarsBefore: scalars)
  }

  /// Goes through the source after its byte order mark, as long as `body` returns true.
  private static func forEachByte(of source: ByteSource, _ body: (UInt8) -> Bool) {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while let count = try? source.read(at: offset, into: &piece, from: 0), count > 0 {
      let mark = offset == 0 && piece.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      for byte in piece[mark..<count] where !body(byte) { return }
      offset += count
    }
  }

  private static func text(_ line: [UInt8]) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...], as: UTF8.self)
  }
}

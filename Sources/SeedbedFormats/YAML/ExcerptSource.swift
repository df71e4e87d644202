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
      let (line, passed) = Self.line(around: mark, of: source)
      let places = LinePlaces(of: 0..<line.count, in: line)
      let (offset, missing) = places.byte(after: mark.scalarsBefore - passed, in: line)
      let column = passed + places.column(ofByte: offset, in: line) + missing
      return Diagnostic(
        code, message, help: help, at: Location(file: name, line: mark.line, column: column),
        excerpt: LineExcerpt.make(
          of: line, line: 0..<line.count, marking: offset..<offset + 1))
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

  /// The text around a mark, of a long line only a part: its last mebibyte before the mark, and a bit behind it.
  ///
  /// - Returns: also how many scalars of the line were left out before the text.
  private static func line(
    around mark: YAMLMark, of source: ByteSource
  ) -> (text: [UInt8], passed: Int) {
    let (room, rest) = (1 << 20, 2048)
    var current = 1
    var line: [UInt8] = []
    var scalars = 0
    var passed = 0
    forEachByte(of: source) { byte in
      guard byte != UInt8(ascii: "\n") else {
        current += 1
        return current <= mark.line
      }
      guard current == mark.line else { return true }
      line.append(byte)
      if byte & 0xC0 != 0x80 { scalars += 1 }
      if line.count > 2 * room, scalars < mark.scalarsBefore {
        passed += line[..<room].count { $0 & 0xC0 != 0x80 }
        line.removeFirst(room)
      }
      return scalars < mark.scalarsBefore + rest
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return (line, passed)
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
}

/// Takes a line apart from left to right; holds only its position.
struct LineCursor {
  var position = 0

  /// What comes before the next space, or the end when `mayEnd`; moves behind the space.
  mutating func word(
    _ expected: String, in line: RawSpan, mayEnd: Bool = false
  ) throws(LogFault) -> Range<Int> {
    let start = position
    let space = line.firstPosition(of: UInt8(ascii: " "), in: start..<line.byteCount)
    guard let end = space ?? (mayEnd ? line.byteCount : nil), end > start else {
      throw fault(expected)
    }
    position = space.map { $0 + 1 } ?? end
    return start..<end
  }

  /// What stands between two quotes; a quote behind a backslash does not end it.
  mutating func quoted(_ expected: String, in line: RawSpan) throws(LogFault) -> Range<Int> {
    guard position < line.byteCount, line[position] == UInt8(ascii: "\"") else {
      throw fault(expected)
    }
    let start = position + 1
    var end = start
    while end < line.byteCount, line[end] != UInt8(ascii: "\"") {
      end += line[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < line.byteCount else { throw fault("\(expected) that is closed") }
    position = end + 1
    return start..<end
  }

  mutating func take(_ byte: UInt8, _ expected: String, in line: RawSpan) throws(LogFault) {
    guard position < line.byteCount, line[position] == byte else { throw fault(expected) }
    position += 1
  }

  /// Moves over spaces and tabs.
  mutating func skipSpace(in line: RawSpan) {
    while position < line.byteCount, Self.isSpace(line[position]) { position += 1 }
  }

  /// What comes before the next space or tab, which is not taken; nil at the end.
  mutating func column(in line: RawSpan) -> Range<Int>? {
    skipSpace(in: line)
    let start = position
    while position < line.byteCount, !Self.isSpace(line[position]) { position += 1 }
    return position > start ? start..<position : nil
  }

  func fault(_ expected: String) -> LogFault {
    LogFault(expected: expected, at: position)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}

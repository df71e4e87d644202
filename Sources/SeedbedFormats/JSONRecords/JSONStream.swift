import SeedbedCore

/// Walks over JSON that is longer than memory, byte by byte.
struct JSONStream {
  /// What encloses the array, from the outside in.
  enum Level {
    case object(name: String)
    case array
  }

  let name: String
  let limits: JSONLimits
  var levels: [Level] = []
  /// How many line ends were passed.
  private(set) var lines = 0
  var window: ByteWindow

  init(
    _ source: SourceBytes, named name: String, at offset: Int = 0, lines: Int = 0,
    limits: JSONLimits
  ) {
    self.name = name
    self.limits = limits
    self.lines = lines
    window = ByteWindow(source, at: offset)
  }

  /// Where the next byte lies in the source.
  var offset: Int { window.offset }

  /// The next byte, which is not taken; nil at the end.
  mutating func peek() throws(Diagnostic) -> UInt8? {
    if window.unread.isEmpty, try !window.refill() { return nil }
    return window.buffer[window.unread.lowerBound]
  }

  /// The next byte that is not white space, which is not taken; nil at the end.
  mutating func peekPastSpace() throws(Diagnostic) -> UInt8? {
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): advance()
      default: return byte
      }
    }
    return nil
  }

  /// Takes the byte last peeked at.
  mutating func advance() {
    if window.buffer[window.unread.lowerBound] == UInt8(ascii: "\n") { lines += 1 }
    window.consume(1)
  }

  /// Takes `count` bytes that are in memory.
  mutating func take(_ count: Int) {
    let start = window.unread.lowerBound
    var position = start
    while let line = window.buffer.span.bytes.firstPosition(
      of: UInt8(ascii: "\n"), in: position..<start + count)
    {
      lines += 1
      position = line + 1
    }
    window.consume(count)
  }

  /// Brings more of the source into memory behind what is there.
  mutating func refill() throws(Diagnostic) -> Bool { try window.refill() }

  /// Moves over white space and `byte`.
  mutating func takePastSpace(_ byte: UInt8) throws(Diagnostic) -> Bool {
    guard try peekPastSpace() == byte else { return false }
    advance()
    return true
  }

  /// How many bytes the value takes of which `extent` has looked at a part; nil when more must be read.
  func end(_ extent: inout JSONExtent) -> Int? {
    window.withUnread { extent.end(in: $0, isAtEnd: window.isAtEnd) }
  }

  /// How many bytes the value takes that comes next; they are then in memory.
  ///
  /// `tooLong`: what is thrown beyond the limit.
  mutating func valueLength(
    limit: Int = RecordLimit.standard, expected: String, tooLong: (JSONStream) -> Diagnostic
  ) throws(Diagnostic) -> Int {
    var extent = JSONExtent()
    while true {
      let length = end(&extent)
      // However much is in memory, the same values are too long.
      guard length ?? window.unread.count <= limit else { throw tooLong(self) }
      if let length { return length }
      guard try refill() || !extent.isOpen else { throw problem(expected) }
    }
  }

  /// `expected …` at the current place.
  func problem(_ expected: String) -> Diagnostic {
    Diagnostic(
      .jsonSyntax, "\(name): expected \(expected) on line \(lines + 1), at byte \(offset)")
  }
}

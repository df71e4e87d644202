import SeedbedCore

/// Reads lines, ended by LF or CRLF or the end of the source, and keeps the place of the next one.
struct LineReader {
  /// A line that is in memory until the next one is asked for.
  struct Line {
    /// Where in `bytes` the text lies, without its line end.
    let text: Range<Int>
    /// Whether the line takes more bytes than the limit; its text is then not there.
    let isTooLong: Bool
  }

  private(set) var checkpoint: SourceCheckpoint
  /// What the last line takes, its line end included.
  private(set) var length = 0
  let recordLimit: Int
  private var window: ByteWindow

  init(_ source: SourceBytes, at checkpoint: SourceCheckpoint) {
    self.checkpoint = checkpoint
    recordLimit = source.recordLimit
    window = ByteWindow(source, at: checkpoint.offset)
  }

  /// The memory in which the text of the last line lies.
  var bytes: [UInt8] {
    @inline(__always) _read { yield window.buffer }
  }

  /// Moves over a UTF-8 byte order mark at the start of the source.
  mutating func skipByteOrderMark(named name: String) throws(Diagnostic) {
    guard checkpoint.offset == 0 else { return }
    checkpoint.offset += try window.skipByteOrderMark(named: name)
  }

  /// The next line, or nil at the end; `checkpoint` is then behind it.
  mutating func next() throws(Diagnostic) -> Line? {
    var scanned = 0
    while true {
      let (first, end) = (window.unread.lowerBound, window.unread.upperBound)
      let lineEnd = window.buffer.span.bytes.firstPosition(
        of: UInt8(ascii: "\n"), in: first + scanned..<end)
      if let lineEnd { return take(first..<lineEnd, lineEndLength: 1) }
      scanned = end - first
      if scanned > recordLimit { return try skipLongLine() }
      guard try window.refill() else {
        return window.unread.isEmpty ? nil : take(window.unread, lineEndLength: 0)
      }
    }
  }

  /// Moves over the empty lines that are in memory, and returns how many they were.
  mutating func skipEmptyLines() -> Int {
    let count = window.consumeRun(of: UInt8(ascii: "\n"))
    checkpoint.offset += count
    checkpoint.line += count
    return count
  }

  /// Counts the last line as a record.
  mutating func countRecord() {
    checkpoint.number += 1
  }

  private mutating func take(_ range: Range<Int>, lineEndLength: Int) -> Line {
    length = range.count + lineEndLength
    advance()
    window.consume(length)
    let end = range.upperBound
    let hasReturn = !range.isEmpty && window.buffer[end - 1] == UInt8(ascii: "\r")
    return Line(
      text: range.lowerBound..<(hasReturn ? end - 1 : end), isTooLong: range.count > recordLimit)
  }

  private mutating func skipLongLine() throws(Diagnostic) -> Line {
    length = 0
    while true {
      let (first, end) = (window.unread.lowerBound, window.unread.upperBound)
      let lineEnd = window.buffer.span.bytes.firstPosition(
        of: UInt8(ascii: "\n"), in: first..<end)
      let piece = (lineEnd.map { $0 + 1 } ?? end) - first
      window.consume(piece)
      length += piece
      if lineEnd != nil { break }
      guard try window.refill() else { break }
    }
    advance()
    return Line(text: 0..<0, isTooLong: true)
  }

  private mutating func advance() {
    checkpoint.offset += length
    checkpoint.line += 1
  }
}

extension SourceRecord {
  /// Sets where the line last read by `lines` stands, and clears what the record held.
  @inline(__always)
  mutating func start(at lines: LineReader) {
    number = lines.checkpoint.number
    line = lines.checkpoint.line
    offset = lines.checkpoint.offset - lines.length
    length = lines.length
    json = nil
    problem = nil
    fields.removeAll()
  }
}

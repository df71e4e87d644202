import SeedbedCore

/// The part of a source that is in memory: slides forward, and grows only for a record larger than itself.
struct ByteWindow {
  private static let mostGrowth = 4 << 20

  /// The memory; only `unread` of it holds bytes of the source.
  private(set) var buffer: [UInt8]
  /// Where in `buffer` the bytes lie that were not consumed yet.
  private(set) var unread = 0..<0
  /// Whether the source has nothing beyond `unread`.
  private(set) var isAtEnd = false
  private let source: ByteSource
  private var nextRead: Int

  init(_ source: SourceBytes, at offset: Int = 0) {
    self.source = source.source
    nextRead = offset
    buffer = [UInt8](repeating: 0, count: max(16, source.window))
  }

  /// Where in the source the first unread byte lies.
  var offset: Int { nextRead - unread.count }

  /// Lends the unread bytes to `body`.
  @inline(__always)
  func withUnread<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(buffer.span.bytes.extracting(unread))
  }

  /// Moves over a UTF-8 byte order mark.
  ///
  /// - Returns: how many bytes it takes, 0 or 3.
  /// - Throws: `source.encoding` at a mark of UTF-16 or UTF-32.
  mutating func skipByteOrderMark(named name: String) throws(Diagnostic) -> Int {
    _ = try holds(3)
    guard !withUnread(ByteOrderMark.isWide) else {
      throw Diagnostic(
        .sourceEncoding, "\(name): the file is UTF-16 or UTF-32",
        help: "Write 'encoding: utf-16' under 'source' for csv, tsv, columns, logs and ofx; "
          + "convert other formats to UTF-8.")
    }
    let length = withUnread(ByteOrderMark.length)
    consume(length)
    return length
  }

  /// Gives up the first `count` unread bytes.
  mutating func consume(_ count: Int) {
    unread = unread.lowerBound + count..<unread.upperBound
  }

  /// Gives up the unread bytes up to the first that is another than `byte`.
  ///
  /// - Returns: how many they were.
  mutating func consumeRun(of byte: UInt8) -> Int {
    let run = withUnread { bytes in
      var count = 0
      while count < bytes.byteCount, bytes[count] == byte { count += 1 }
      return count
    }
    consume(run)
    return run
  }

  /// Adds bytes of the source to `unread`.
  ///
  /// - Returns: false when there are no more.
  mutating func refill() throws(Diagnostic) -> Bool {
    guard !isAtEnd else { return false }
    makeRoom()
    let count = try source.read(at: nextRead, into: &buffer, from: unread.upperBound)
    isAtEnd = count == 0
    nextRead += count
    unread = unread.lowerBound..<unread.upperBound + count
    return !isAtEnd
  }

  /// Whether at least `count` bytes are unread, reading more when needed.
  mutating func holds(_ count: Int) throws(Diagnostic) -> Bool {
    while unread.count < count {
      guard try refill() else { return false }
    }
    return true
  }

  private mutating func makeRoom() {
    if unread.lowerBound > 0 {
      let range = unread
      buffer.withUnsafeMutableBytes { bytes in
        let kept = UnsafeRawBufferPointer(rebasing: bytes[range])
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<range.count]).copyMemory(from: kept)
      }
      unread = 0..<range.count
    }
    if unread.upperBound == buffer.count {
      let more = min(buffer.count, Self.mostGrowth)
      // By itself the array would double, and a record at the limit would take three times its size.
      buffer.reserveCapacity(buffer.count + more)
      buffer.append(contentsOf: repeatElement(0, count: more))
    }
  }
}

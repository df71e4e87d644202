import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The SHA-256 of the consumed part of a source, made as it grows; also reads single records again.
///
/// It counts the bytes its readers count, so those of a compressed file are decompressed once more: a second
/// stream follows the reader, and a third one, begun at the first reject, finds records by their place.
final class PrefixDigest {
  /// The digest of a part, without the open file.
  struct Consumed: Sendable {
    fileprivate var stream = Checksum.Stream()
    fileprivate(set) var offset = 0
    /// Of the first bytes, once there are `headSize` of them.
    fileprivate(set) var head: Checksum?
    fileprivate(set) var last: UInt8?
  }

  /// How many bytes at the start tell most sources apart.
  static let headSize = 1024

  private(set) var consumed: Consumed
  private let bytes: SourceBytes
  private let records: SourceBytes
  private let path: String

  init(
    of file: SourceFile, as source: BackfillSpecification.Source,
    after consumed: Consumed = Consumed()
  ) throws {
    path = file.path
    self.consumed = consumed
    do {
      bytes = try SourceReading.bytes(of: file, as: source)
      records = try SourceReading.bytes(of: file, as: source)
    } catch let problem as Diagnostic {
      throw Self.unreadable(file.path, problem)
    }
  }

  /// Takes in the bytes up to `end`.
  func advance(to end: Int) throws {
    guard try reach(end) else { throw Self.unreadable(path, nil) }
  }

  /// Takes in the bytes up to `end`.
  ///
  /// - Returns: false when there are not so many.
  func reach(_ end: Int) throws -> Bool {
    if consumed.offset < Self.headSize, end >= Self.headSize {
      guard try take(upTo: Self.headSize) else { return false }
      consumed.head = checksum
    }
    return try take(upTo: end)
  }

  private func take(upTo end: Int) throws -> Bool {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while consumed.offset < end {
        let wanted = UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<min(buffer.count, end - consumed.offset)])
        let count = try read(bytes, at: consumed.offset, into: wanted)
        if count == 0 { return false }
        consumed.stream.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        consumed.last = wanted[count - 1]
        consumed.offset += count
      }
      return true
    }
  }

  /// Whether the source has nothing beyond the consumed part.
  func isAtEnd() throws -> Bool {
    try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { buffer in
      try read(bytes, at: consumed.offset, into: buffer) == 0
    }
  }

  var checksum: Checksum { consumed.stream.checksum }

  /// The bytes of one record, at most `limit` of them; ask for records in their order.
  func bytes(at offset: Int, count: Int, limit: Int = 65_536) throws -> [UInt8] {
    var content = [UInt8](repeating: 0, count: min(count, limit))
    var length = 0
    try content.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[length...])
        let count = try read(records, at: offset + length, into: rest)
        if count == 0 { break }
        length += count
      }
    }
    return Array(content.prefix(length))
  }

  /// How many lines the bytes of one record take, the first of which are `start`.
  func lines(at offset: Int, count: Int, after start: [UInt8]) throws -> Int {
    let newline = UInt8(ascii: "\n")
    var lines = start.count { $0 == newline }
    var (length, last) = (start.count, start.last)
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while length < count {
        let wanted = UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<min(buffer.count, count - length)])
        let taken = try read(records, at: offset + length, into: wanted)
        if taken == 0 { break }
        lines += wanted[..<taken].count { $0 == newline }
        last = wanted[taken - 1]
        length += taken
      }
    }
    return max(1, last == newline ? lines : lines + 1)
  }

  private func read(
    _ source: SourceBytes, at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws -> Int {
    do {
      return try source.read(at: offset, into: target)
    } catch {
      throw Self.unreadable(path, error)
    }
  }

  private static func unreadable(_ path: String, _ problem: Diagnostic?) -> Diagnostic {
    Diagnostic(
      .backfillFileUnreadable, "cannot read \(path)",
      help: "what was loaded before is kept; run again when the file can be read",
      cause: problem.map { $0.cause ?? $0.message } ?? "it got shorter")
  }
}

extension Diagnostic.Code {
  /// A source file that cannot be read, or got shorter.
  static let backfillFileUnreadable = Self("backfill.file-unreadable", .runFailed)
}

extension PrefixDigest {
  /// What is kept of the record of a reject.
  ///
  /// One record of a source whose records are lines may take many, such as behind a quote that is not closed.
  func raw(
    of reject: Reject, for specification: BackfillSpecification
  ) throws -> BackfillRejects.Raw {
    let bytes = try bytes(at: reject.offset, count: reject.length)
    return BackfillRejects.Raw(
      bytes: specification.keepsRaw ? bytes : [], checksum: Checksum(of: bytes),
      lines: specification.source.hasLines
        ? try lines(at: reject.offset, count: reject.length, after: bytes) : 1)
  }
}

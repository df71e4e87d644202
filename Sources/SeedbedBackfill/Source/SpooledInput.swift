import SeedbedCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What can be read only once, copied into a file without a name, so that it can be read at any place and again.
///
/// Rejects keep their bytes and a resume compares what was read before, so a source must be readable again;
/// the copy goes when the process ends.
final class SpooledInput: Sendable {
  /// Of the process, which has one standard input; every backfill that names it reads the same bytes.
  static let standard = SpooledInput(from: STDIN_FILENO)

  /// Takes bytes that are to be copied.
  typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  private let source: @Sendable (Sink) throws -> Void
  /// The copy's descriptor, once it is made.
  private let copy = Mutex<Int32?>(nil)

  /// - Parameter source: hands all of it to the sink.
  init(_ source: @escaping @Sendable (Sink) throws -> Void) {
    self.source = source
  }

  /// A pipe.
  convenience init(from descriptor: Int32) {
    self.init { sink in try Self.readAll(of: descriptor, into: sink) }
  }

  deinit {
    if let descriptor = copy.withLock({ $0 }) { close(descriptor) }
  }

  /// Where the bytes can be read, all of which are copied first.
  ///
  /// - Throws: what the source throws, or `backfill.spool` when the copy cannot be written.
  func path() throws -> String {
    let descriptor = try copy.withLock { copy in
      if let copy { return copy }
      let made = try spool()
      copy = made
      return made
    }
    return "/dev/fd/\(descriptor)"
  }

  private func spool() throws -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/seedbed-input-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Self.problem(in: folder) }
    unlink(path)
    do {
      try source { try Self.writeAll($0, to: descriptor, in: folder) }
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  private static func readAll(of descriptor: Int32, into sink: Sink) throws {
    if isatty(descriptor) == 1 {
      throw Diagnostic(
        .backfillStandardInput, "the source is standard input, and nothing is piped in",
        help: "pipe the export in, such as 'seedbed backfill run NAME < export.csv'")
    }
    try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count == 0 { return }
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          throw Diagnostic(
            .backfillStandardInput, "cannot read standard input",
            cause: String(cString: strerror(errno)))
        }
        try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  private static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, in folder: String
  ) throws {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let piece = write(descriptor, rest.baseAddress, rest.count)
      if piece < 0, errno == EINTR { continue }
      if piece < 0 { throw problem(in: folder) }
      written += piece
    }
  }

  private static func problem(in folder: String) -> Diagnostic {
    Diagnostic(
      .backfillSpool, "cannot write a copy of the source in \(folder)",
      help: "what can be read only once is copied to TMPDIR first; name a folder with room for it",
      cause: String(cString: strerror(errno)))
  }
}

extension Diagnostic.Code {
  /// Standard input that cannot be used as a source.
  static let backfillStandardInput = Self("backfill.standard-input", .runFailed)
  /// The copy of what can be read only once, which cannot be written.
  static let backfillSpool = Self("backfill.spool", .runFailed)
}

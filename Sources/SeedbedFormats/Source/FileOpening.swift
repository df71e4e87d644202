#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

package import SeedbedCore

extension Diagnostic.Code {
  /// No file lies at the path given.
  package static let fileMissing = Self("file.missing", .invalidFile)
  /// A file is there and the system does not let it be read, or it is a folder.
  package static let fileUnreadable = Self("file.unreadable", .invalidFile)
}

/// A file opened for reading; closed when the last owner lets go.
///
/// Reads name their place, so copies of a reader do not disturb each other.
package final class OpenFile: Sendable {
  let path: String
  private let descriptor: CInt

  /// - Throws: `file.missing` or `file.unreadable`.
  init(_ path: String) throws(Diagnostic) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.openingProblem(path, errno) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Self.readingProblem(path, EISDIR)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Reads up to `target.count` bytes from `offset` on.
  ///
  /// - Returns: how many were read; 0 at the end.
  func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) -> Result<Int, Diagnostic> {
    while true {
      let count = pread(descriptor, target.baseAddress, target.count, off_t(offset))
      if count >= 0 { return .success(count) }
      if errno != EINTR { return .failure(Self.readingProblem(path, errno)) }
    }
  }

  private static func openingProblem(_ path: String, _ number: CInt) -> Diagnostic {
    guard number == ENOENT || number == ENOTDIR else { return readingProblem(path, number) }
    return Diagnostic(
      .fileMissing, "\(path): there is no such file",
      help: "on the command line a path starts here; in a file of a project, in its folder")
  }

  private static func readingProblem(_ path: String, _ number: CInt) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "\(path): cannot be read", cause: String(cString: strerror(number)))
  }
}

/// A whole file in memory, for documents a person wrote.
package enum FileBytes {
  /// The bytes of the file at `path`.
  ///
  /// - Throws: `file.missing` or `file.unreadable`.
  package static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    let file = try OpenFile(path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try ByteSource.file(file).read(at: bytes.count, into: &piece, from: 0)
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}

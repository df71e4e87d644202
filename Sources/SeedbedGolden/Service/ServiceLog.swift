import Foundation
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a service writes, in a file without a name that only its owner could read: it goes with those who hold it
/// open, however they end.
final class ServiceLog: Sendable {
  private let descriptor: Int32

  /// - Throws: `Diagnostic` when there is no place for temporary files.
  init() throws {
    LeftFiles.collect()
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(LeftFiles.logPrefix)\(UUID().uuidString).log").path(percentEncoded: false)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Diagnostic(
        .serviceStart, "'\(path)' cannot be written, and the output of the service is kept there",
        help: "name another folder for temporary files: TMPDIR=DIR",
        cause: String(cString: strerror(errno)))
    }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Where the service writes.
  var output: FileHandle { FileHandle(fileDescriptor: dup(descriptor), closeOnDealloc: true) }

  /// The last lines that were written.
  func lastWords(lines count: Int) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return "" }
    let size = Int(status.st_size)
    var bytes = [UInt8](repeating: 0, count: min(size, 16_384))
    let start = size - bytes.count
    let read = bytes.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, $0.count, off_t(start))
    }
    return String(decoding: bytes.prefix(max(0, read)), as: UTF8.self)
      .split(whereSeparator: \.isNewline).suffix(count).joined(separator: "\n")
  }
}

/// Temporary files that a command left when it was killed between making and unlinking them.
enum LeftFiles {
  static let logPrefix = "seedbed-service-"
  static let answersPrefix = "seedbed-answers-"

  /// Removes those that are older than any command needs to unlink its own.
  static func collect(in folder: URL = FileManager.default.temporaryDirectory) {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    for name in names where name.hasPrefix(logPrefix) || name.hasPrefix(answersPrefix) {
      let path = folder.appending(path: name).path(percentEncoded: false)
      guard let made = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date,
        made < Date(timeIntervalSinceNow: -60)
      else { continue }
      try? files.removeItem(atPath: path)
    }
  }
}

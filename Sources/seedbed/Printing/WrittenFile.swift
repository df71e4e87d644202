import Foundation
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a command writes beside its work: a report, a history.
struct WrittenFile {
  let path: String
  /// What it is, in a message.
  let what: String
  let help: String

  /// Finds before the work what would stop the writing after it.
  ///
  /// - Throws: `Diagnostic` when the folder is not there.
  func check() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      throw unwritable(cause: "there is no folder \(folder)")
    }
  }

  /// Writes all of it in one step; straight into what is no ordinary file, whose place a new one would take.
  ///
  /// - Throws: `Diagnostic` when it cannot be written, or not to its end.
  func write(_ text: String) throws {
    let file = URL(filePath: path)
    do {
      if isOrdinary {
        try Data(text.utf8).write(to: file.resolvingSymlinksInPath(), options: .atomic)
      } else {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
      }
    } catch {
      throw unwritable(cause: error.localizedDescription)
    }
  }

  private var isOrdinary: Bool {
    var information = stat()
    guard stat(path, &information) == 0 else { return true }
    return information.st_mode & S_IFMT == S_IFREG
  }

  private func unwritable(cause: String) -> Diagnostic {
    Diagnostic(
      .reportUnwritable, "cannot write \(what) to \(path)", help: help, cause: cause)
  }
}

extension Diagnostic.Code {
  /// A report that cannot be written.
  static let reportUnwritable = Self("report.unwritable", .runFailed)
}

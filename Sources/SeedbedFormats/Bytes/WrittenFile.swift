package import Foundation
package import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a command writes: a report, a history, a golden body. Everything the product writes beside its
/// databases is written here.
package struct WrittenFile: Sendable {
  private let path: String
  /// What it is, in a message.
  private let what: String
  private let help: String
  private let code: Diagnostic.Code

  package init(
    path: String, what: String, help: String = "is there room, and may the folder be written?",
    code: Diagnostic.Code = .reportUnwritable
  ) {
    self.path = path
    self.what = what
    self.help = help
    self.code = code
  }

  /// Finds before the work what would stop the writing after it.
  ///
  /// - Parameter makingFolders: whether folders that are not there will be made.
  /// - Throws: `Diagnostic` when the folder is not there, or must not be written; of what is no ordinary file, when
  ///   it must not be written itself.
  package func check(makingFolders: Bool = false) throws {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    var folder = file.deletingLastPathComponent()
    while makingFolders, !folder.isThere, folder.shown != "/" { folder.deleteLastPathComponent() }
    guard Self.isFolder(folder) else {
      throw unwritable(
        cause: "there is no folder \(URL(filePath: path).deletingLastPathComponent().shown)")
    }
    if Self.isFolder(file) { throw unwritable(cause: "a folder has this name") }
    let (written, rights) = isOrdinary ? (folder, W_OK | X_OK) : (file, W_OK)
    if access(written.shown, rights) != 0 {
      throw unwritable(cause: String(cString: strerror(errno)))
    }
  }

  private static func isFolder(_ place: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: place.shown, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Makes the folders on its way.
  ///
  /// - Throws: `Diagnostic` when one of them cannot be made.
  package func makeFolder() throws {
    try refusing {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    }
  }

  /// Writes all of it in one step; straight into what is no ordinary file, whose place a new one would take.
  ///
  /// - Throws: `Diagnostic` when it cannot be written, or not to its end.
  package func write(_ text: String) throws { try write(Data(text.utf8)) }

  package func write(_ data: Data) throws {
    let file = URL(filePath: path)
    try refusing {
      if isOrdinary {
        try data.write(to: file.resolvingSymlinksInPath(), options: .atomic)
      } else {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: data)
        try handle.close()
      }
    }
  }

  /// Writes what another file holds, under a temporary name first.
  package func copy(_ source: String) throws {
    let part = "\(path).\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: part) }
    try refusing {
      try FileManager.default.copyItem(atPath: source, toPath: part)
      try FileManager.default.moveItem(atPath: part, toPath: path)
    }
  }

  /// Whether it is a file that holds what is written, or is not there yet; a device or a pipe is none.
  package var isOrdinary: Bool {
    var information = stat()
    guard stat(path, &information) == 0 else { return true }
    return information.st_mode & S_IFMT == S_IFREG
  }

  private func refusing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw unwritable(cause: Self.reason(of: error))
    }
  }

  /// The system's own words, where Foundation knows them.
  private static func reason(of error: any Error) -> String {
    let underlying = (error as? CocoaError)?.userInfo[NSUnderlyingErrorKey]
    guard let system = underlying as? POSIXError ?? error as? POSIXError else {
      return error.localizedDescription
    }
    return String(cString: strerror(system.code.rawValue))
  }

  private func unwritable(cause: String) -> Diagnostic {
    Diagnostic(code, "cannot write \(what) to \(path)", help: help, cause: cause)
  }
}

extension URL {
  fileprivate var shown: String { path(percentEncoded: false) }

  fileprivate var isThere: Bool {
    // With a slash behind it a file would not be found.
    let name = shown.hasSuffix("/") ? String(shown.dropLast()) : shown
    return access(name.isEmpty ? "/" : name, F_OK) == 0
  }
}

extension Diagnostic.Code {
  /// A file that cannot be written.
  package static let reportUnwritable = Self("report.unwritable", .runFailed)
}

import Foundation
import SeedbedCore
import SeedbedFormats

/// Files that commands write into a project.
enum ProjectFile {
  /// Writes a text under a temporary name and renames it, with the folders it needs.
  ///
  /// - Throws: `project.file-exists` when something is there that is not to be replaced.
  static func write(_ text: String, to path: String, replacing isReplaced: Bool) throws {
    if !isReplaced { try refuseExisting(path) }
    let file = file(at: path)
    try file.makeFolder()
    try file.write(text)
  }

  /// Copies a file, with the folders it needs.
  static func copy(_ source: String, to path: String) throws {
    try refuseExisting(path)
    let file = file(at: path)
    try file.makeFolder()
    try file.copy(source)
  }

  /// Finds before the work what would stop the writing after it.
  static func check(_ path: String) throws { try file(at: path).check(makingFolders: true) }

  static func refuseExisting(
    _ path: String, help: String = "name another file, or move that one away"
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    throw Diagnostic(
      .projectFileExists, "\(path) is there already", help: help)
  }

  private static func file(at path: String) -> WrittenFile {
    WrittenFile(path: path, what: "a file of the project")
  }
}

extension Diagnostic.Code {
  /// A file that a command would have to overwrite.
  static let projectFileExists = Self("project.file-exists", .usage)
}

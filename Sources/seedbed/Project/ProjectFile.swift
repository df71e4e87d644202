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
  ///
  /// - Throws: `report.unwritable` when its folder is not there and cannot be made.
  static func requireFolder(of path: String) throws {
    let files = FileManager.default
    func above(_ path: String) -> String {
      let name = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
      // With a slash behind it a file would not be found.
      return name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    }
    var name = above(URL(filePath: path).standardizedFileURL.path(percentEncoded: false))
    while !files.fileExists(atPath: name), name != "/" { name = above(name) }
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue,
      files.isWritableFile(atPath: name)
    else {
      throw Diagnostic(
        .reportUnwritable, "cannot write a file of the project to \(path)",
        help: "name a file in a folder that may be written",
        cause: isFolder.boolValue ? "\(name) may not be written" : "\(name) is no folder")
    }
  }

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

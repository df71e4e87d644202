import Foundation
import SeedbedCore
import SeedbedStore

/// The SQLite file that the databases of tests are copies of.
struct SeededTemplate: Sendable {
  let file: URL

  /// Finds the template of `contents`, or makes it; under another name first, so that no test sees half of it.
  init(of contents: SeededContents, in folder: URL) throws {
    file = folder.appending(path: "\(contents.checksum).sqlite")
    if FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let draft = folder.appending(path: "\(UUID().uuidString).draft")
    let path = draft.path(percentEncoded: false)
    let store = try StoreURL("sqlite:\(path)").open()
    try contents.fill(store)
    try store.close()
    if rename(path, file.path(percentEncoded: false)) != 0 {
      throw Diagnostic(
        .templateUnwritable,
        "cannot write the template database \(file.path(percentEncoded: false))",
        help: "check the rights of the folder and the room on the disk",
        cause: String(cString: strerror(errno)))
    }
  }
}

extension Diagnostic.Code {
  /// A template database that cannot be written.
  static let templateUnwritable = Self("testing.template", .runFailed)
}

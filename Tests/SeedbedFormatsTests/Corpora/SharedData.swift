import Foundation
import Testing

/// The real records that lie beside the project; suites that need them are skipped where they are absent.
enum SharedData {
  static let missing: Comment = "the folder ../shared/data is not here"

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The names of the files in a folder, sorted.
  static func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }
}

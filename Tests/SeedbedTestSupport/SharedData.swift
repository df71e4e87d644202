import Foundation

/// Real records beside the package, which not every copy of it has.
///
/// Tests that need them are enabled only where they are:
/// `@Test(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))`.
package enum SharedData {
  /// `../shared/data` seen from the package's root, or nil when it is not there.
  package static let folder = beside("data")

  /// `../shared/cases`, small projects that each show a fault, or nil when it is not there.
  package static let cases = beside("cases")

  private static func beside(_ name: String) -> String? {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/\(name)")
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? folder.path : nil
  }
}

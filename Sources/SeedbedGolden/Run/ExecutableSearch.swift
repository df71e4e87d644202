import Foundation

/// Finds the program a command names.
enum ExecutableSearch {
  /// The path of `name`: itself when it holds a `/`, else the first executable file of that name in
  /// `folders`, then in the folders of `path`.
  static func find(_ name: String, in folders: [String], path: String?) -> String? {
    if name.contains("/") { return isExecutable(name) ? name : nil }
    let listed = (path ?? "").split(separator: ":").map(String.init)
    return (folders + listed).lazy.map { "\($0)/\(name)" }.first(where: isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && files.isExecutableFile(atPath: path)
  }
}

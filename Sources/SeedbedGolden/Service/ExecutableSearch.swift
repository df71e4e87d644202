import Foundation

/// Finds the program a command names.
enum ExecutableSearch {
  /// The path of `name`: itself when it holds a `/`, from `start` on, else the first executable file of that name in
  /// `folders`, then in the folders of `path`.
  static func find(
    _ name: String, in folders: [String], path: String?, from start: String? = nil
  ) -> String? {
    if name.contains("/") {
      let file = start.map { absolute(name, from: $0) } ?? name
      return isExecutable(file) ? file : nil
    }
    let listed = (path ?? "").split(separator: ":").map(String.init)
    // The program may begin in another folder than this one.
    let here = FileManager.default.currentDirectoryPath
    return (folders + listed).lazy.map { absolute("\($0)/\(name)", from: here) }
      .first(where: isExecutable)
  }

  private static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  private static func isExecutable(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && files.isExecutableFile(atPath: path)
  }
}

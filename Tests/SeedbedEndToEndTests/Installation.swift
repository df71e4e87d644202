import Foundation

/// The programs under test, as they were built.
enum Installation {
  /// The package's folder.
  static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the built programs: the one the tests themselves were built into.
  static let programs: URL = {
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let built = tests.appending(path: "seedbed").path(percentEncoded: false)
    return FileManager.default.isExecutableFile(atPath: built)
      ? tests : root.appending(path: ".build/debug")
  }()

  static var seedbed: URL { programs.appending(path: "seedbed") }
}

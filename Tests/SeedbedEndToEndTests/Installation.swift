import Foundation

/// The programs under test, as they were built.
enum Installation {
  /// The package's folder.
  static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the built programs: the one the tests themselves were built into, unless SEEDBED_PROGRAMS says
  /// where others are.
  static let programs: URL = {
    if let folder = ProcessInfo.processInfo.environment["SEEDBED_PROGRAMS"], !folder.isEmpty {
      return URL(filePath: folder, relativeTo: root).absoluteURL
    }
    let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let built = tests.appending(path: "seedbed").path(percentEncoded: false)
    return FileManager.default.isExecutableFile(atPath: built)
      ? tests : root.appending(path: ".build/debug")
  }()

  /// Whether a service may be a script; without python3 the tests of such services are skipped.
  static let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }

  static var seedbed: URL { programs.appending(path: "seedbed") }
}

import Foundation

/// Steps that need the right to mount a file system.
enum MountTrial {
  /// Runs a line of the shell, in which `$1` is `folder`.
  ///
  /// - Returns: whether it ended well.
  static func shell(_ line: String, _ folder: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, "sh", folder]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

import Foundation

/// Ends a service when this process is gone, whatever ended it: also where no handler could run.
///
/// Shells wait for pipes to be closed that only this process holds open. They are there before the service is, and
/// there are two, so that one may be ended too.
struct ServiceGuardian {
  private let watchers: [Watcher]

  private struct Watcher {
    let process: Process
    let pipe: Pipe
  }

  /// nil when no shell can be started.
  init?() {
    let watchers = (0..<2).compactMap { _ in Self.watcher() }
    if watchers.isEmpty { return nil }
    self.watchers = watchers
  }

  private static func watcher() -> Watcher? {
    let pipe = Pipe()
    // The service must not inherit the end that is held open here.
    let held = pipe.fileHandleForWriting.fileDescriptor
    guard fcntl(held, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      trap '' INT HUP TERM QUIT; read -r target || exit; read -r _
      kill -TERM "$target"; sleep 2; kill -KILL "$target"
      """,
    ]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    return Watcher(process: process, pipe: pipe)
  }

  /// `target`: a process, or minus its group.
  func watch(_ target: pid_t) throws {
    for watcher in watchers {
      try watcher.pipe.fileHandleForWriting.write(contentsOf: Data("\(target)\n".utf8))
    }
  }

  /// Ends the watch; the service is stopped already.
  func dismiss() {
    for watcher in watchers {
      kill(watcher.process.processIdentifier, SIGKILL)
      try? watcher.pipe.fileHandleForWriting.close()
    }
  }
}

/// A program that begins when it is told to, and never if the one who would tell is gone.
struct WaitingProgram {
  private let gate = Pipe()

  /// Makes `process` run the program behind the gate.
  ///
  /// The shell that waits becomes the program. It knows no variable whose name it could not use, so that those are
  /// given by another way.
  init(
    _ process: Process, executable: String, arguments: [String], environment: [String: String]
  ) {
    _ = fcntl(gate.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let strange = environment.filter { $0.key.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil }
    let given = strange.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", "read -r _ || exit 1; exec \"$@\" </dev/null", "sh"]
      + (given.isEmpty ? [] : ["/usr/bin/env"] + given) + [executable] + arguments
    process.environment = environment
    process.standardInput = gate
  }

  /// Lets the program begin.
  func begin() throws {
    try gate.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
    try gate.fileHandleForWriting.close()
  }
}

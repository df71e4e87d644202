import Foundation

/// Ends a service when this process is gone, whatever ended it: also where no handler could run.
///
/// A shell waits for a pipe to be closed that only this process holds open.
struct ServiceGuardian {
  private let process: Process
  private let pipe: Pipe

  /// - Parameter target: a process, or minus its group; nil when no shell can be started.
  init?(of target: pid_t) {
    let pipe = Pipe()
    // The service must not inherit the end that is held open here.
    let held = pipe.fileHandleForWriting.fileDescriptor
    guard fcntl(held, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' INT; read -r _; kill -TERM \"$0\"; sleep 2; kill -KILL \"$0\"",
      "\(target)",
    ]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return nil
    }
    self.process = process
    self.pipe = pipe
  }

  /// Ends the watch; the service is stopped already.
  func dismiss() {
    kill(process.processIdentifier, SIGKILL)
    try? pipe.fileHandleForWriting.close()
  }
}

import Foundation
import Synchronization

/// One run of a program, and what it said.
struct Invocation {
  let status: Int32
  let output: String
  let errors: String

  /// Runs the command in `folder`; the environment is small and the same everywhere.
  static func seedbed(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Invocation {
    let process = try start(Installation.seedbed, arguments, in: folder, environment: environment)
    return process.finish()
  }

  /// Runs a line of shell in which `seedbed` is the program under test.
  static func shell(
    _ line: String, in folder: URL, environment: [String: String] = [:]
  ) throws -> Invocation {
    let process = try start(
      URL(filePath: "/bin/sh"), ["-c", line], in: folder, environment: environment)
    return process.finish()
  }

  /// A program that is running.
  final class Running {
    /// How long a program may take before it is killed.
    private static let limit = DispatchTimeInterval.seconds(600)

    let process = Process()
    private let output = Said()
    private let errors = Said()
    private let hasEnded = DispatchSemaphore(value: 0)

    fileprivate init(
      _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String]
    ) throws {
      process.executableURL = program
      process.arguments = arguments
      process.currentDirectoryURL = folder
      var variables = [
        "PATH": "\(Installation.programs.path(percentEncoded: false)):/usr/local/bin:/usr/bin:/bin",
        "HOME": folder.path(percentEncoded: false), "LANG": "C.UTF-8", "NO_COLOR": "1",
      ]
      for (name, value) in environment { variables[name] = value }
      process.environment = variables
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output.pipe
      process.standardError = errors.pipe
      process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
      // A thread of a test blocks signals, and what it starts would, too.
      var none = sigset_t()
      var before = sigset_t()
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, &before)
      defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
      try process.run()
      output.read()
      errors.read()
    }

    /// Waits for the end.
    func finish() -> Invocation {
      if hasEnded.wait(timeout: .now() + Self.limit) == .timedOut {
        kill(process.processIdentifier, SIGKILL)
      }
      // The end is seen only once the programs that it left behind have ended as well.
      let status = process.isRunning ? SIGKILL : process.terminationStatus
      return Invocation(status: status, output: output.text(), errors: errors.text())
    }
  }

  /// What a program writes to a pipe.
  private final class Said: Sendable {
    let pipe = Pipe()
    private let data = Mutex(Data())
    private let isWhole = DispatchSemaphore(value: 0)

    func read() {
      Thread { [self] in
        let handle = pipe.fileHandleForReading
        while let part = try? handle.read(upToCount: 1 << 16), !part.isEmpty {
          data.withLock { $0 += part }
        }
        isWhole.signal()
      }.start()
    }

    /// All of it, once the program has ended; what a program left behind still writes may be missing.
    func text() -> String {
      _ = isWhole.wait(timeout: .now() + .seconds(10))
      return data.withLock { String(decoding: $0, as: UTF8.self) }
    }
  }

  static func start(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Running {
    try Running(program, arguments, in: folder, environment: environment)
  }
}

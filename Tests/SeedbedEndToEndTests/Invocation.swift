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
    let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

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
      process.standardOutput = output
      process.standardError = errors
      try process.run()
    }

    /// Waits for the end.
    func finish() -> Invocation {
      let said = Mutex(Data())
      let reader = Thread { [errors] in
        let data = errors.fileHandleForReading.readDataToEndOfFile()
        said.withLock { $0 = data }
      }
      reader.start()
      let written = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      while !reader.isFinished { Thread.sleep(forTimeInterval: 0.001) }
      return Invocation(
        status: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
        errors: String(decoding: said.withLock { $0 }, as: UTF8.self))
    }
  }

  static func start(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Running {
    try Running(program, arguments, in: folder, environment: environment)
  }
}

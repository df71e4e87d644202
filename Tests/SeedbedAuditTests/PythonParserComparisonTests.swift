import Foundation
import SeedbedTestSupport
import Testing

/// The fixtures counted by Python's own parser.
@Suite(.blocking)
struct PythonParserComparisonTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The output of the script over one file; nil when there is no Python 3.
  private static func run(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : nil
  }

  private static let hasPython = run(["-c", "import ast"]) != nil

  @Test(
    .enabled(if: hasPython, "python3 is not installed"), arguments: ["service.py", "strings.py"])
  func `the calls are those of Python's own parser`(_ name: String) throws {
    let file = Self.fixtures.appending(path: name)
    let output = try #require(
      Self.run([Self.fixtures.appending(path: "count_calls.py").path(), file.path()]))
    let expected = output.split(separator: "\n").map { line in
      line.split(separator: " ").reversed().joined(separator: "@")
    }
    let found = try pythonCalls(String(contentsOf: file, encoding: .utf8))
    #expect(found.count > 5)
    #expect(found.sorted() == expected.sorted())
  }
}

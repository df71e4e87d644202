import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the options of `verify run` do, with a service that has no database.
@Suite(
  .blocking,
  .enabled(if: Installation.hasPython, "python3 is not installed"))
struct VerifyOptionsTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path)
    try folder.write("golden: golden\n", to: "seedbed.yaml")
    try folder.write(#"{"token": "a", "rows": [], "items": []}"#, to: "data.json")
  }

  /// A golden file with these endpoints, for the service the golden tests have.
  private func write(_ endpoints: [String], arguments: [String] = []) throws {
    let script = Installation.root.appending(path: "Tests/SeedbedGoldenTests/service.py")
      .path(percentEncoded: false)
    let words = [script, "--port", "${PORT}", "--data", folder.path("data.json")] + arguments
    try folder.write(
      """
      service:
        port: auto
        start: {command: [python3, \(words.map { "\"\($0)\"" }.joined(separator: ", "))]}
        ready: {path: /health, timeout: 60s}
      endpoints:
      \(endpoints.map { "  - \($0)\n" }.joined())
      """, to: "golden/service.yaml")
  }

  private func verify(_ arguments: [String]) throws -> Invocation {
    try Invocation.seedbed(["verify", "run"] + arguments, in: root)
  }

  @Test
  func `never more calls are made at once than --parallel says, and the report is the same`()
    throws
  {
    let calls = (1...9).map { "{call: GET /api/held/\($0), expect: {body: \($0).json}}" }
    for number in 1...9 where number != 4 {
      let held = number == 7 ? "/api/held/8" : "/api/held/\(number)"
      try folder.write(#"{"held": "\#(held)"}"#, to: "golden/\(number).json")
    }
    var reports: [String] = []
    for width in [1, 3] {
      try write(calls, arguments: ["--together", "\(width)"])
      let run = try verify(["--json", "--repeats", "2", "--parallel", "\(width)"])
      #expect(run.status == 1)
      let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
      #expect(
        json["line"]?.string
          == "operational 77.7% (7/9) · proved real not measured · coverage 100.0% (9/9)")
      let most = try String(contentsOfFile: folder.path("data.json.most"), encoding: .utf8)
      #expect(most.split(separator: "\n").compactMap { Int($0) }.max() == width)
      let operations = JSONWriter.text(json["operations"] ?? .null, pretty: true)
      reports.append(operations.replacing(/127\.0\.0\.1:\d+/, with: "HOST"))
    }
    #expect(reports[0] == reports[1])
  }

  @Test
  func `--repeat verifies so many times, and ends at the first failure`() throws {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let three = try verify(["--quiet", "--repeat", "3"])
    let line = "operational 100.0% (1/1) · proved real not measured · coverage 100.0% (1/1)\n"
    #expect(three.status == 0, "\(three.errors)")
    #expect(three.output == line + line + line)

    // A run has two lives of the service: one, and another after a restart.
    try FileManager.default.removeItem(atPath: folder.path("data.json.lives"))
    try folder.write(#"{"young": true}"#, to: "golden/lives.json")
    try write(["{call: GET /api/two-lives, expect: {body: lives.json}}"])
    let failing = try verify(["--quiet", "--repeat", "3"])
    #expect(failing.status == 1)
    #expect(
      failing.output == line + line.replacing("100.0% (1/1) · proved", with: "0.0% (0/1) · proved"))
  }

  /// What a program that runs has written to a file, once it holds `text` so many times.
  private func written(_ name: String, holding text: String, times: Int) throws -> String {
    let deadline = Date().addingTimeInterval(120)
    var written = ""
    while Date() < deadline {
      written = (try? String(contentsOfFile: folder.path(name), encoding: .utf8)) ?? ""
      if written.ranges(of: text).count >= times { return written }
      Thread.sleep(forTimeInterval: 0.02)
    }
    Issue.record("'\(text)' is not \(times) times in: \(written)")
    return written
  }

  @Test
  func `--watch verifies again when a golden changes, until it is interrupted`() throws {
    try folder.write(#"{"items": 1, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let running = try Invocation.start(
      URL(filePath: "/bin/sh"),
      ["-c", "exec seedbed verify run --watch >output 2>errors"], in: root)
    defer { kill(running.process.processIdentifier, SIGKILL) }
    let first = try written("output", holding: "watching golden", times: 1)
    #expect(first.contains("operational 0.0% (0/1)"))
    #expect(first.contains("$.items: expected 1, found 0"))

    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    let second = try written("output", holding: "watching golden", times: 2)
    #expect(second.dropFirst(first.count).contains("operational 100.0% (1/1)"))
    #expect(running.process.isRunning)

    kill(running.process.processIdentifier, SIGINT)
    #expect(running.finish().status == 3)
    let errors = try String(contentsOfFile: folder.path("errors"), encoding: .utf8)
    #expect(errors.contains("interrupted"))
    let left = try Invocation.shell(
      "pgrep -f 'service.py.*\(folder.path)' | grep -v $$ || true", in: root)
    #expect(left.output.isEmpty)
  }
}

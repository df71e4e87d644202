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
          == "operational 77.7% (7/9), none proved · proved real not measured")
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
    let line = "operational 100.0% (1/1), none proved · proved real not measured\n"
    #expect(three.status == 0, "\(three.errors)")
    #expect(three.output == line + line + line)

    // A run has two lives of the service: one, and another after a restart.
    try FileManager.default.removeItem(atPath: folder.path("data.json.lives"))
    try folder.write(#"{"young": true}"#, to: "golden/lives.json")
    try write(["{call: GET /api/two-lives, expect: {body: lives.json}}"])
    let failing = try verify(["--quiet", "--repeat", "3"])
    #expect(failing.status == 1)
    #expect(
      failing.output == line + line.replacing("100.0% (1/1), none proved", with: "0.0% (0/1)"))
  }

  @Test
  func `with --filter the gates look at what was called`() throws {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try folder.write(#"{"items": 1, "visits": 0}"#, to: "golden/other.json")
    try write([
      "{call: GET /api/total, expect: {body: total.json}}",
      "{call: GET /api/constant, expect: {body: other.json}}",
    ])
    let good = try verify(["--filter", "/api/total"])
    #expect(good.status == 0, "\(good.output)")
    #expect(good.output.contains("operational 50.0% (1/2), none proved"))
    #expect(
      good.output.contains(
        "with --filter the gates look at what was called: operational 100.0% (1/1)"))
    #expect(try verify(["--filter", "/api/constant"]).status == 1)
    #expect(try verify([]).status == 1)
  }

  @Test(arguments: [
    ["--repeats", "0"], ["--parallel", "0"], ["--repeat", "0"], ["--repeats", "-1"],
  ])
  func `numbers that would do nothing are errors of the command line`(arguments: [String]) throws {
    try write(["{call: GET /api/total}"])
    let run = try Invocation.seedbed(
      ["verify", "run"] + [arguments[0] + "=" + arguments[1]], in: root)
    #expect(run.status == 64)
    #expect(
      run.errors.contains("\(arguments[0]) is \(arguments[1]), and has to be at least 1"))
  }

  @Test
  func `a database without the test mark is only read, and keeps its journal mode`() throws {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let made = try Invocation.shell(
      "python3 -c 'import sqlite3; c = sqlite3.connect(\"shop.sqlite\"); "
        + "c.execute(\"create table orders (id text primary key)\"); c.commit()'", in: root)
    #expect(made.status == 0, "\(made.errors)")
    let database = root.appending(path: "shop.sqlite")
    let before = try Data(contentsOf: database)
    for command in ["run", "record", "explain /api", "matrix"] {
      let run = try Invocation.shell(
        "seedbed verify \(command) --database shop.sqlite", in: root)
      #expect(run.status == (command == "matrix" ? 3 : 0), "\(command): \(run.errors)")
      #expect(try Data(contentsOf: database) == before, "\(command)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("shop.sqlite-wal")))
    }
  }

  @Test
  func `a call that is not made is explained, and a run with a filter is no point of the history`()
    throws
  {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}", "{call: DELETE /api/items}"])
    let explained = try Invocation.shell("seedbed verify explain DELETE", in: root)
    #expect(explained.output.contains("it may change data, and there is no database to look at"))
    let filtered = try verify(["--filter", "total", "--history", "runs.ndjson"])
    #expect(filtered.status == 0, "\(filtered.output)")
    #expect((filtered.output + filtered.errors).contains("the run is not added to runs.ndjson"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("runs.ndjson")))
  }

  @Test
  func `a file of levels that is not there yet is said to be new`() throws {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let first = try verify(["--no-regress", "levels.json"])
    let said = "levels.json holds no level yet: later runs are compared with this one"
    #expect(first.output.contains(said) || first.errors.contains(said))
    let second = try verify(["--no-regress", "levels.json"])
    #expect(!second.output.contains(said) && !second.errors.contains(said))
  }

  @Test
  func `files that are wrong are found before anything is asked`() throws {
    try write(["{call: GET /api/total}"], arguments: ["--dies"])
    try folder.write("torn\n", to: "history.ndjson")
    try folder.write("[]", to: "levels.json")
    let history = try verify(["--history", "history.ndjson"])
    #expect(history.status == 2)
    #expect(history.errors.contains("history.ndjson:1:1: this line is not a run"))
    let levels = try verify(["--no-regress", "levels.json"])
    #expect(levels.status == 2)
    #expect(levels.errors.contains("'levels.json' has no 'levels'"))
  }

  @Test
  func `in CI forgotten goldens are a failed check, and a person is only told`() throws {
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try folder.write("{}", to: "golden/nobody.json")
    try folder.write("{}", to: "golden/total.json.new")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let binary = "seedbed verify run"
    for (value, status) in [("1", 1), ("True", 1), ("", 0), ("0", 0), ("false", 0)] {
      let run = try Invocation.shell("CI=\(value) \(binary)", in: root)
      #expect(run.status == status, "CI=\(value): \(run.output)")
      #expect(run.output.contains("nobody.json"))
      #expect(run.output.contains("total.json.new"))
      #expect(
        try Invocation.shell("CI=\(value) seedbed verify pending", in: root).status == status)
    }
  }

  @Test
  func `the printed curl line works once the service is started as it says`() throws {
    guard try Invocation.shell("command -v curl", in: root).status == 0 else { return }
    try folder.write(#"{"items": 7, "visits": 0}"#, to: "golden/total.json")
    try write(["{call: GET /api/total, expect: {body: total.json}}"])
    let run = try verify([])
    let output = run.output
    let start = try #require(output.firstMatch(of: /start it again with \((.*)\)/)).output.1
    let curl = try #require(output.firstMatch(of: /(?m)^ +(curl .*)$/)).output.1
    let again = try Invocation.shell(
      "(\(start.replacing("; /", with: "; exec /"))) >service.log 2>&1 & P=$!; "
        + "\(curl) --silent --retry 60 --retry-connrefused --retry-delay 1; kill -KILL $P",
      in: root)
    #expect(again.output.contains(#""items": 0"#), "\(output)\n\(again.errors)")
  }

  @Test
  func `a service starts in the folder of the project, from wherever it is verified`() throws {
    let script = Installation.root.appending(path: "Tests/SeedbedGoldenTests/service.py")
    try FileManager.default.createDirectory(
      at: root.appending(path: "tools"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: script, to: root.appending(path: "tools/service.py"))
    try folder.write("#!/bin/sh\nexec python3 tools/service.py \"$@\"\n", to: "tools/serve")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path("tools/serve"))
    try folder.write(#"{"items": 7, "visits": 0}"#, to: "golden/total.json")
    for command in ["python3, tools/service.py", "./tools/serve", "tools/serve"] {
      try folder.write(
        """
        service:
          port: auto
          start: {command: [\(command), --port, "${PORT}", --data, data.json]}
          ready: {path: /health, timeout: 60s}
        endpoints: [{call: GET /api/total, expect: {body: total.json}}]
        """, to: "golden/service.yaml")
      let run = try Invocation.seedbed(
        ["verify", "run", "--project", folder.path], in: URL(filePath: "/"))
      #expect(run.output.contains("expected 7, found 0"), "\(run.output)\(run.errors)")
      #expect(run.output.contains("(cd \(folder.path); export PORT="), "\(run.output)")
      #expect(try verify([]).output.contains("(export PORT="))
    }
    try folder.write(
      """
      service: {port: auto, start: {command: [./serve]}}
      endpoints: [{call: GET /api/total}]
      """, to: "golden/service.yaml")
    #expect(
      try verify([]).errors.contains("a path starts at the folder of the project, \(folder.path)"))
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

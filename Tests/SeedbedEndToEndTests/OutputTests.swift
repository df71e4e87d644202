import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// What becomes of a command when nobody reads what it prints, or nothing can hold it.
@Suite(.blocking)
struct OutputTests {
  private let folder: TemporaryFolder
  private let project: VisitsProject

  init() throws {
    folder = try TemporaryFolder()
    project = try VisitsProject(in: folder, records: 500)
  }

  private func shell(_ line: String) throws -> Invocation {
    try Invocation.shell(line, in: project.root)
  }

  /// Commands that end with 0, 1, 2, 3 and 64, in an order in which they can be run.
  private static let commands: [(line: String, status: Int32)] = [
    ("migrate plan", 0), ("migrate plan --json", 0), ("migrate up --test", 0),
    ("backfill check", 0), ("backfill run", 0), ("backfill rejects visits", 0),
    ("backfill status --json", 0), ("backfill trace visits nobody", 1), ("coverage", 0),
    ("db checksum", 0), ("db status --database none.sqlite", 3), ("schema golden", 0),
    ("migrate plan --project seeds", 2), ("migrate plan --project seeds --json", 2),
    ("--help", 0), ("--version", 0), ("migrate --help", 0), ("backfill recipes", 0),
    ("migrate resolve", 64), ("nonsense", 64), ("", 64),
  ]

  @Test
  func `a closed output ends quietly with the status of the work`() throws {
    for (line, status) in Self.commands {
      let run = try shell("seedbed \(line) >&-")
      #expect(run.status == status, "\(line): \(run.errors)")
      #expect(!run.errors.contains("standard output"), "\(line)")
    }
    #expect(try shell("seedbed db status").output.contains("489"))
  }

  @Test
  func `a pipe whose reader has gone ends quietly with the status of the work`() throws {
    for (line, status) in Self.commands {
      let process = Process()
      process.executableURL = Installation.seedbed
      process.arguments = line.split(separator: " ").map(String.init)
      process.currentDirectoryURL = project.root
      let (output, errors) = (Pipe(), Pipe())
      try output.fileHandleForReading.close()
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit, "\(line)")
      #expect(process.terminationStatus == status, "\(line)")
      #expect(!String(decoding: said, as: UTF8.self).contains("Fatal"), "\(line)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func `a full device is one line on standard error and status 3, and the work is done`() throws {
    for (line, status) in Self.commands {
      let run = try shell("seedbed \(line) > /dev/full")
      // Some of them print nothing on standard output.
      let printsNothing = !line.contains("--json") && [2, 3, 64].contains(status)
      #expect(run.status == (printsNothing ? status : 3), "\(line): \(run.errors)")
      let last = run.errors.split(separator: "\n").last ?? ""
      #expect(
        printsNothing
          || last == "error: cannot write to standard output: No space left on device", "\(line)")
      #expect(printsNothing || status > 1 || run.errors.split(separator: "\n").count == 1)
    }
    #expect(try shell("seedbed db status").output.contains("489"))
  }

  @Test
  func `errors that nobody can read change no status`() throws {
    for (line, status) in Self.commands {
      for place in ["2>&-", "2>/dev/full", "<&- >&- 2>&-"] {
        #expect(try shell("seedbed \(line) \(place)").status == status, "\(line) \(place)")
      }
    }
  }

  @Test
  func `nothing is printed into a file that is opened where an output was closed`() throws {
    #expect(try shell("seedbed migrate up --test <&- >&- 2>&-").status == 0)
    #expect(try shell("seedbed backfill run --lineage events <&- >&- 2>&-").status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("events"))
    let event = try String(contentsOfFile: folder.path("events/\(names[0])"), encoding: .utf8)
    #expect(event.hasPrefix("{") && event.hasSuffix("}\n"))
  }

  @Test(
    .enabled(
      if: Installation.hasPython && FileManager.default.fileExists(atPath: "/dev/full"),
      "no python3 or no /dev/full"))
  func `a report on a full device is status 3 and leaves the device as it was`() throws {
    let script = Installation.root.appending(path: "Tests/SeedbedGoldenTests/service.py")
      .path(percentEncoded: false)
    try folder.write(#"{"token": "a", "rows": [], "items": []}"#, to: "data.json")
    try folder.write(#"{"items": 0, "visits": 0}"#, to: "golden/total.json")
    try folder.write(
      """
      service:
        port: auto
        start: {command: [python3, "\(script)", --port, "${PORT}", --data, data.json]}
        ready: {path: /health, timeout: 60s}
      endpoints:
        - {call: GET /api/total, expect: {body: total.json}}
      """, to: "golden/service.yaml")
    try folder.write("golden: golden\n", to: "seedbed.yaml")
    let run = try shell("seedbed verify run --report html=/dev/full")
    #expect(run.status == 3)
    #expect(run.errors.contains("error: cannot write the report to /dev/full"), "\(run.errors)")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
    let history = try shell("seedbed verify run --history /dev/full")
    #expect(history.status == 3)
    #expect(history.errors.contains("error: cannot write the history to /dev/full"))
    let levels = try shell("seedbed verify run --no-regress /dev/full")
    #expect(levels.status == 3)
    #expect(levels.errors.contains("error: cannot write the levels to /dev/full"))
    let printed = try shell("seedbed verify run --quiet --report badge=/dev/stdout")
    #expect(printed.output.contains("schemaVersion"), "\(printed.output)\(printed.errors)")
  }

  /// Lets root, too, write only where it may.
  private static let rightless =
    getuid() == 0 ? "setpriv --bounding-set -dac_override,-dac_read_search " : ""

  @Test(
    .enabled(
      if: getuid() != 0 || FileManager.default.fileExists(atPath: "/usr/bin/setpriv"),
      "no setpriv"))
  func `a report that may not be written is refused before the work`() throws {
    #expect(try shell("mkdir locked named; chmod 555 locked").status == 0)
    for (place, cause) in [
      ("locked/r.html", "Permission denied"), ("named", "a folder has this name"),
      ("nowhere/r.html", "there is no folder "),
    ] {
      let run = try shell("\(Self.rightless)seedbed up --test --skip-verify --report \(place)")
      #expect(run.status == 3)
      #expect(run.errors.hasPrefix("error: cannot write the report to \(place)\n"), "\(run.errors)")
      #expect(run.errors.contains(cause), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("visits.sqlite")))
    }
    #expect(try shell("touch named/r.html; ln -s named/r.html link.html").status == 0)
    let linked = try shell(
      "\(Self.rightless)seedbed up --test --skip-verify --quiet --report link.html")
    #expect(linked.status == 0, "\(linked.errors)")
    #expect(try shell("test -L link.html && test -s named/r.html").status == 0)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func `what 'up' cannot write is status 3, and leaves the device as it was`() throws {
    let run = try shell("seedbed up --test --skip-verify --report /dev/full")
    #expect(run.status == 3)
    #expect(run.errors.hasPrefix("error: cannot write the report to /dev/full\n"), "\(run.errors)")
    #expect(try shell("seedbed db status").output.contains("489"))
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test
  func `a report without its folder is found before 'up' changes anything`() throws {
    let run = try shell("seedbed up --test --skip-verify --report none/report.html")
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.hasPrefix("error: cannot write the report to none/report.html\n"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("visits.sqlite")))
  }

  @Test
  func `a draft that cannot be written is status 3`() throws {
    let run = try shell(
      "seedbed backfill guess seeds/history/data/visits.csv --target visits --output seedbed.yaml/x"
    )
    #expect(run.status == 3)
    #expect(run.errors.hasPrefix("error: cannot write a file of the project to "), "\(run.errors)")
  }
}

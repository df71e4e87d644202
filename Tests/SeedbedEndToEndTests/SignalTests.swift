import Foundation
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A signal ends each kind of command in the middle of long work that waits for nobody.
@Suite(
  .blocking,
  .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"))
struct SignalTests {
  /// A command, and files that make it work for many seconds.
  struct Work: Sendable, CustomTestStringConvertible {
    let command: String
    let signal: Int32
    let files: @Sendable () -> [String: String]

    var testDescription: String { command }
  }

  private static let project = [
    "seedbed.yaml": "database: sqlite:shop.sqlite\n",
    "migrations/20260101-0000-t.yaml": """
    about: t
    up:
      - create_collection: {name: t, columns: {id: {type: text, primary_key: true}, a: {type: text}}}

    """,
  ]

  private static let works = [
    Work(command: "seed check s", signal: SIGHUP) {
      let rows = (0..<200_000).map { "    r\($0): {id: k\($0), a: x}\n" }.joined()
      return ["seeds/s.yaml": "set: s\nmode: replace\nrows:\n  t:\n" + rows]
    },
    Work(command: "backfill guess in.csv --target t", signal: SIGINT) {
      ["in.csv": "id,a\n" + (0..<1_000_000).map { "k\($0),v\n" }.joined()]
    },
    Work(command: "verify import openapi api.json", signal: SIGTERM) {
      let paths = (0..<60_000).map { #""/a\#($0)": {"get": {"responses": {"200": {}}}}"# }
      return ["api.json": #"{"openapi": "3.0.0", "paths": {\#(paths.joined(separator: ","))}}"#]
    },
    Work(command: "verify run", signal: SIGINT) {
      let calls = (0..<60_000).map { "  - {call: GET /a\($0), class: static}\n" }.joined()
      return ["golden/s.yaml": "service: {base_url: 'http://127.0.0.1:1'}\nendpoints:\n" + calls]
    },
    Work(command: "up", signal: SIGTERM) {
      let rows = (0..<200_000).map { "    r\($0): {id: k\($0), a: x}\n" }.joined()
      return ["seeds/s.yaml": "set: s\nmode: replace\nrows:\n  t:\n" + rows]
    },
  ]

  @Test(arguments: works)
  func `a command that works alone ends by the signal`(work: Work) throws {
    let folder = try folder(with: work.files())
    let running = try started(work.command, in: folder)
    kill(running.process.processIdentifier, work.signal)
    let end = running.finish()
    // By the signal itself, or with the status that a shell gives to that.
    #expect([work.signal, 128 + work.signal].contains(end.status), "\(end.output) \(end.errors)")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a load ends in order though no record comes for long`(signal: Int32) throws {
    let blanks = String(repeating: "\r\n", count: 2_000_000)
    let folder = try folder(with: [
      "seeds/history/b.yaml": """
      backfill: b
      target: t
      source: {format: ndjson, files: [in]}
      key: {source_position: true}
      map: {a: {from: a}}

      """, "seeds/history/in": "{\"a\":\"1\"}\n" + blanks + "{\"a\":\"2\"}\n",
    ])
    let running = try started("backfill run", in: folder)
    kill(running.process.processIdentifier, signal)
    let end = running.finish()
    #expect(end.status == 3)
    #expect(end.errors.contains("interrupted after record 1 of in (byte"), "\(end.errors)")
  }

  private func folder(with files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in Self.project.merging(files, uniquingKeysWith: { $1 }) {
      try folder.write(text, to: name)
    }
    let made = try Invocation.seedbed(
      ["migrate", "up", "--test"], in: URL(filePath: folder.path))
    #expect(made.status == 0, "\(made.errors)")
    return folder
  }

  /// Starts a command, and waits until it has worked for a while.
  private func started(_ command: String, in folder: TemporaryFolder) throws -> Invocation.Running {
    let running = try Invocation.start(
      Installation.seedbed, command.split(separator: " ").map(String.init),
      in: URL(filePath: folder.path))
    let identifier = running.process.processIdentifier
    while running.process.isRunning, Self.hundredths(of: identifier) ?? 0 < 70 {
      Thread.sleep(forTimeInterval: 0.01)
    }
    return running
  }

  /// The time of the processors that a process has taken, in hundredths of a second.
  private static func hundredths(of identifier: Int32) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else {
      return nil
    }
    return user + system
  }
}

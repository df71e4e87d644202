import Foundation
import SeedbedTestSupport
import Testing

/// A line of shell that runs a command in a namespace; `$0` is the project's folder.
enum Container: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case firstProcess, withoutProc, readOnlyRoot

  var testDescription: String { rawValue }

  var line: String {
    switch self {
    case .firstProcess: #"exec unshare --pid --fork --mount-proc "$@""#
    case .withoutProc: #"exec unshare -m sh -c 'mount -t tmpfs none /proc && exec "$@"' - "$@""#
    case .readOnlyRoot:
      #"""
      exec unshare -m sh -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro / && cd "$1" &&
        shift && ! touch /tmp/written 2>/dev/null && exec "$@"' - "$0" "$@"
      """#
    }
  }

  static let isAllowed: Bool = {
    let folder = FileManager.default.temporaryDirectory
    let line = "unshare -m --pid --fork --mount-proc mount -t tmpfs none /proc"
    return (try? Invocation.shell(line, in: folder).status) == 0
      && (try? Invocation.shell("python3 --version", in: folder).status) == 0
  }()
}

/// The main commands where a container is all there is: as its first process, with nothing to write to but two
/// folders, and without `/proc`.
@Suite(
  .blocking,
  .enabled(if: Container.isAllowed, "this system lets nobody make namespaces with unshare"))
struct ContainerTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = try VisitsProject(in: folder, records: 5000).root
    try FileManager.default.createDirectory(
      atPath: folder.path("tmp"), withIntermediateDirectories: true)
    try folder.write(
      "set: demo\nrows:\n  visits:\n    first: {page: /a, seconds: 1}\n", to: "seeds/demo.yaml")
    try folder.write("database: visits.sqlite\nset: demo\n", to: "seedbed.yaml")
    try folder.write(
      """
      service:
        port: auto
        start: {command: [python3, service.py, "${PORT}", "${DATABASE_URL}"]}
        ready: {path: /health}
      endpoints:
        - {call: GET /count, class: data, expect: {status: 200, body: count.json}}
      """, to: "golden/service.yaml")
    try folder.write("{\"visits\": \(5001 - 5000 / 50 - 5000 / 401)}\n", to: "golden/count.json")
    try folder.write(
      """
      import http.server, json, sqlite3, sys

      class Service(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              count = sqlite3.connect(sys.argv[2]).execute("SELECT count(*) FROM visits").fetchone()[0]
              body = json.dumps({"visits": count}).encode()
              self.send_response(200)
              self.send_header("Content-Type", "application/json")
              self.send_header("Content-Length", str(len(body)))
              self.end_headers()
              self.wfile.write(body)

          def log_message(self, *words):
              pass

      http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Service).serve_forever()
      """, to: "service.py")
  }

  private func start(
    _ arguments: [String], in container: Container
  ) throws -> Invocation.Running {
    try Invocation.start(
      URL(filePath: "/bin/sh"),
      ["-c", container.line, folder.path, Installation.seedbed.path(percentEncoded: false)]
        + arguments,
      in: root, environment: ["TMPDIR": folder.path("tmp")])
  }

  @Test(arguments: [Container.firstProcess, .readOnlyRoot])
  func `the main commands do their work`(container: Container) throws {
    for arguments in [
      ["up", "--test", "--report", "report.html", "--min-operational", "100"], ["migrate", "up"],
      ["seed", "load"], ["backfill", "run", "--restart"], ["verify", "run"],
    ] {
      let run = try start(arguments, in: container).finish()
      #expect(run.status == 0, "\(arguments): \(run.output)\(run.errors)")
    }
    let wrong = try start(["verify", "run", "--no-such-option"], in: container).finish()
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("Unknown option '--no-such-option'"), "\(wrong.errors)")
  }

  /// libdispatch ends a process whose threads it does not find in `/proc`.
  @Test func `without /proc every command is refused, and nothing is changed`() throws {
    for arguments in [["migrate", "up"], ["verify", "run"]] {
      let run = try start(arguments, in: .withoutProc).finish()
      #expect(run.status == 64)
      #expect(run.output == "")
      #expect(run.errors.contains("mount /proc here"), "\(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("visits.sqlite")))
  }

  @Test(arguments: [Container.firstProcess, .readOnlyRoot])
  func `a run that is killed is gone on with at once, by a process of the same number`(
    container: Container
  ) throws {
    #expect(try start(["migrate", "up"], in: container).finish().status == 0)
    let running = try start(["backfill", "run", "--batch", "20"], in: container)
    try VisitsDump.waitForRecords(
      of: "sqlite:\(folder.path)/visits.sqlite", beyond: 0, while: running)
    try signal("KILL", running)
    _ = running.finish()
    let next = try start(["backfill", "run"], in: container).finish()
    #expect(next.status == 0, "\(next.output)\(next.errors)")
    #expect(next.output.contains("going on at byte"), "\(next.output)")
  }

  @Test
  func `SIGTERM ends the first process of a container`() throws {
    #expect(try start(["migrate", "up"], in: .firstProcess).finish().status == 0)
    let running = try start(["backfill", "run", "--batch", "1"], in: .firstProcess)
    try VisitsDump.waitForRecords(
      of: "sqlite:\(folder.path)/visits.sqlite", beyond: 0, while: running)
    try signal("TERM", running)
    let ended = running.finish()
    #expect(ended.status == 3)
    #expect(ended.errors.contains("run the same command again to go on"), "\(ended.errors)")
  }

  /// Sends a signal to the command itself, which may be a child of `unshare`.
  private func signal(_ name: String, _ running: Invocation.Running) throws {
    let process = running.process.processIdentifier
    let sent = try Invocation.shell(
      "child=$(cat /proc/\(process)/task/\(process)/children); kill -\(name) ${child:-\(process)}",
      in: root)
    #expect(sent.status == 0, "\(sent.errors)")
  }
}

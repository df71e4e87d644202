import Foundation
import SeedbedStore
import Synchronization

/// A real PostgreSQL server for the tests of this process: in a temporary folder, on a free port of the
/// loopback address, gone when the process is, however it ends.
package final class TemporaryPostgres: Sendable {
  /// What is known of the server: it runs, or why it does not.
  package static let shared: Result<TemporaryPostgres, Missing> = start()

  /// Why there is no server.
  package struct Missing: Error, CustomStringConvertible {
    package let description: String
  }

  /// Whether tests that need a server run. In CI they always do, and fail where there is none.
  package static var isWanted: Bool {
    programs != nil || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  package static let skipMessage =
    "there is no PostgreSQL server on this machine (Debian: apt-get install postgresql-15)"

  /// The address of the database everything starts from; the role may do all.
  package let url: String
  /// The address of the server, without a database.
  package var address: String { "postgres://seedbed@127.0.0.1:\(port)" }
  package let port: Int
  private let process: Process
  /// The server ends when this pipe does.
  private let lifeline: Pipe
  private let server: PostgresServer
  private let count = Mutex(0)

  /// The folder of `initdb` and `postgres`.
  private static let programs: String? = {
    let files = FileManager.default
    let root = "/usr/lib/postgresql"
    let versions = ((try? files.contentsOfDirectory(atPath: root)) ?? [])
      .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return (versions.map { "\(root)/\($0)/bin" } + path.split(separator: ":").map(String.init))
      .first { files.isExecutableFile(atPath: "\($0)/initdb") }
  }()

  private init(port: Int, folder: String, programs: String, options: [String]) throws {
    self.port = port
    url = "postgres://seedbed@127.0.0.1:\(port)/postgres"
    process = Process()
    lifeline = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c", Self.script, "sh", programs, folder, "\(port)",
      ] + options
    process.standardInput = lifeline
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    server = try Self.connected(to: url, log: "\(folder)/log", process)
  }

  /// A server of its own, for a test that stops it.
  package static func own(options: [String] = []) throws -> TemporaryPostgres {
    guard let programs else { throw Missing(description: "\(skipMessage)") }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("seedbed-postgres-\(UUID().uuidString)").path
    return try TemporaryPostgres(
      port: try freePort(), folder: folder, programs: programs, options: options)
  }

  /// An empty database.
  ///
  /// - Returns: its address.
  package func database() throws -> String {
    let name = count.withLock { count in
      count += 1
      return "test_\(count)"
    }
    try server.create(name)
    return server.url(of: name)
  }

  /// Ends the server at once, as a crash would.
  package func stop() {
    try? lifeline.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// As root the server does not start, so it gets a user of its own; fsync is off, since what outlives a
  /// crash of the machine is nothing these tests ask about.
  private static let script = #"""
    programs=$1 folder=$2 port=$3; shift 3
    mkdir -p "$folder" && chmod 700 "$folder"
    as=""
    if [ "$(id -u)" = 0 ]; then
      user=postgres; id "$user" >/dev/null 2>&1 || user=nobody
      chown "$user" "$folder"; as="runuser -u $user --"
    fi
    cd "$folder"
    $as "$programs/initdb" -D "$folder/data" -U seedbed -A trust -E UTF8 --locale=C.UTF-8 \
      --no-sync >"$folder/log" 2>&1 || exit 1
    $as "$programs/postgres" -D "$folder/data" -p "$port" -k "$folder" \
      -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 -c shared_buffers=64MB \
      "$@" >>"$folder/log" 2>&1 </dev/null &
    cat >/dev/null
    $as "$programs/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1
    rm -rf "$folder"
    """#

  private static func start() -> Result<TemporaryPostgres, Missing> {
    do {
      return .success(try own())
    } catch {
      return .failure(Missing(description: String(describing: error)))
    }
  }

  private static func connected(
    to url: String, log: String, _ process: Process
  ) throws -> PostgresServer {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      do {
        return try PostgresServer(url: url)
      } catch {
        guard process.isRunning, ContinuousClock.now < deadline else {
          let words = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
          throw Missing(description: "PostgreSQL does not start: \(error)\n\(words)")
        }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
  }

  private static func freePort() throws -> Int {
    let listener = try LoopbackListener()
    defer { listener.close() }
    return listener.port
  }
}

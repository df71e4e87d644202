import Foundation

/// A PgBouncer in transaction mode before a server, gone when the process is.
///
/// While nothing else goes on, it lends everybody the same server connection.
package final class TemporaryPooler: Sendable {
  package static let skipMessage =
    "there is no PgBouncer on this machine (Debian: apt-get install pgbouncer)"

  /// Whether the program is there.
  package static var isInstalled: Bool {
    FileManager.default.isExecutableFile(atPath: program)
  }

  private static let program = "/usr/sbin/pgbouncer"

  package let port: Int
  private let process: Process
  private let lifeline: Pipe

  /// `server`: the port of the server; anybody is let in as its superuser.
  package init(before server: Int) throws {
    let listener = try LoopbackListener()
    port = listener.port
    listener.close()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("seedbed-pooler-\(UUID().uuidString)").path
    process = Process()
    lifeline = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.script, "sh", Self.program, folder, "\(port)", "\(server)"]
    process.standardInput = lifeline
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// The address of a database by way of the pooler.
  package func url(of direct: String, at server: Int) -> String {
    direct.replacingOccurrences(of: ":\(server)/", with: ":\(port)/")
  }

  package func stop() {
    try? lifeline.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// As root it does not start, so it gets a user of its own.
  private static let script = #"""
    program=$1 folder=$2 port=$3 server=$4
    mkdir -p "$folder"
    as=""
    if [ "$(id -u)" = 0 ]; then
      user=postgres; id "$user" >/dev/null 2>&1 || user=nobody
      chown "$user" "$folder"; as="runuser -u $user --"
    fi
    cat >"$folder/pgbouncer.ini" <<EOF
    [databases]
    * = host=127.0.0.1 port=$server user=seedbed
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = $port
    unix_socket_dir =
    auth_type = any
    pool_mode = transaction
    default_pool_size = 10
    EOF
    $as "$program" -q "$folder/pgbouncer.ini" >"$folder/log" 2>&1 </dev/null &
    child=$!
    cat >/dev/null
    kill "$child"; wait "$child"
    rm -rf "$folder"
    """#
}

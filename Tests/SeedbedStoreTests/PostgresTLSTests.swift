import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A server with a certificate that it signed itself, for the name `localhost`.
@Suite(
  .blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"),
    "there is no openssl on this machine"))
struct PostgresTLSTests {
  private let folder: TemporaryFolder
  private let server: TemporaryPostgres

  init() throws {
    folder = try TemporaryFolder()
    for name in ["server", "other"] { try Self.makeCertificate(name, in: folder.path) }
    server = try TemporaryPostgres.own(options: [
      "-c", "ssl=on", "-c", "ssl_cert_file=\(folder.path)/server.crt",
      "-c", "ssl_key_file=\(folder.path)/server.key",
    ])
  }

  private static func makeCertificate(_ name: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      cd "$1" && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout "$2.key" -out "$2.crt" && chmod 600 "$2.key"
      if [ "$(id -u)" = 0 ]; then
        chown "$(id -un postgres 2>/dev/null || echo nobody)" "$2.key"
      fi
      """, "sh", folder, name,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func url(_ host: String, _ mode: String, root: String) -> String {
    "postgres://seedbed@\(host):\(server.port)/postgres?sslmode=\(mode)&sslrootcert=\(folder.path)/\(root).crt"
  }

  private func refusal(_ url: String) -> Diagnostic? {
    #expect(throws: Diagnostic.self) { _ = try PostgresStore(url: url) }
  }

  @Test
  func `a certificate is checked with its name as the address asks`() throws {
    defer { server.stop() }
    let store = try PostgresStore(url: url("localhost", "verify-full", root: "server"))
    let rows = try store.read {
      try $0.rows("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    }
    #expect(rows.first?.integer("ssl") == 1)

    let stranger = refusal(url("localhost", "verify-full", root: "other"))
    #expect(stranger?.code == .storeOpen)
    #expect(stranger?.cause?.contains("certificate verify failed") == true)
    #expect(
      stranger?.help
        == "see what sslmode asks for, and that sslrootcert names who signed for the server")

    let misnamed = refusal(url("127.0.0.1", "verify-full", root: "server"))
    #expect(misnamed?.cause?.contains("does not match host name \"127.0.0.1\"") == true)
    _ = try PostgresStore(url: url("127.0.0.1", "verify-ca", root: "server"))
  }

  @Test
  func `a server without TLS is refused where TLS is asked for`() throws {
    defer { server.stop() }
    let plain = try TemporaryPostgres.shared.get()
    let problem = refusal("\(plain.url)?sslmode=require")
    #expect(problem?.code == .storeOpen)
    #expect(problem?.cause?.contains("server does not support SSL") == true)
  }
}

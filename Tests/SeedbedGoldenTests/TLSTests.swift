import Foundation
import SeedbedCore
import Testing

@testable import SeedbedGolden

/// A service with a certificate that it signed itself, for the name `localhost`.
@Suite(
  .enabled(if: TestService.isAvailable, "python3 is not installed"),
  .enabled(if: TestService.openssl != nil, "openssl is not installed"))
struct TLSTests {
  private let service: TestService

  init() async throws {
    service = try TestService()
    try service.folder.write(#"{"items": 3, "visits": 60}"#, to: "golden/total.json")
    for name in ["server", "other"] { try await makeCertificate(name) }
  }

  /// `NAME.crt` and `NAME.key` in the golden folder.
  private func makeCertificate(_ name: String) async throws {
    let place = "\(service.folder.path)/golden/\(name)"
    let process = try ServiceProcess(
      executable: try #require(TestService.openssl),
      arguments: [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        "-keyout", "\(place).key", "-out", "\(place).crt",
      ], environment: ProcessInfo.processInfo.environment, log: try ServiceLog())
    let hasEnded = await process.hasEnded(within: .seconds(60))
    await process.stop(within: .seconds(5))
    try #require(hasEnded)
    try #require(service.folder.exists("golden/\(name).crt"))
  }

  private func verification(
    _ host: String, trusting certificate: String?
  ) throws -> Verification {
    let tls = certificate.map { "  tls: {ca: \($0)}\n" } ?? ""
    let certificate = "\(service.folder.path)/golden/server"
    let definition = service.definition(["--certificate", certificate])
      .replacing(
        "  port: auto\n", with: "  port: auto\n  base_url: https://\(host):${PORT}\n\(tls)")
    return try service.verification(
      definition + "endpoints: [{call: GET /api/total, expect: {body: total.json}}]\n", repeats: 2)
  }

  /// Why a service is not asked.
  private func refusal(_ host: String, trusting certificate: String?) async throws -> Diagnostic? {
    let verification = try verification(host, trusting: certificate)
    return await #expect(throws: Diagnostic.self) { try await verification.run() }
  }

  @Test func `a certificate that the golden file declares is accepted`() async throws {
    let outcome = try await verification("localhost", trusting: "server.crt").run()
    #expect(outcome.operations.map(\.reasons) == [[]])
    #expect(outcome.operations.map(\.level) == [.stable])
    #expect(outcome.operations.first?.request?.curl.contains("'https://localhost:") == true)
  }

  @Test(arguments: [nil, "other.crt"])
  func `a certificate that nobody declared is refused`(trusted: String?) async throws {
    let problem = try await refusal("localhost", trusting: trusted)
    #expect(problem?.code == .serviceReady)
    #expect(problem?.message.contains("the certificate of the service is not trusted") == true)
  }

  @Test func `a certificate of another name is refused`() async throws {
    let problem = try await refusal("127.0.0.1", trusting: "server.crt")
    #expect(problem?.code == .serviceReady)
    #expect(problem?.message.contains("the certificate of the service is for another name") == true)
  }
}

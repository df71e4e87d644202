import SeedbedCore
import Testing

@testable import SeedbedGolden

/// Answers that never end, or are larger than anybody wants.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct AnswerLimitTests {
  private func reasons(of endpoint: String, service more: String = "") async throws -> [Reason] {
    let service = try TestService()
    try service.folder.write("{}", to: "golden/a.json")
    let outcome = try await service.verification(
      service.definition() + more + "endpoints: [{\(endpoint), expect: {body: a.json}}]"
    ).run()
    return outcome.operations[0].reasons
  }

  @Test func `an answer that drips for ever is given up in time`() async throws {
    #expect(
      try await reasons(of: "call: GET /drip, timeout: 200ms").first
        == .unreachable("no whole answer within 200 ms"))
  }

  @Test func `an answer without an end is given up at its size`() async throws {
    #expect(
      try await reasons(of: "call: GET /flood, max_size: 1MB").first
        == .unreachable("the answer is larger than 1 MB"))
  }

  @Test func `the limit is of what comes out of a compressed answer`() async throws {
    #expect(
      try await reasons(of: "call: GET /bomb, max_size: 3MB").first
        == .unreachable("the answer is larger than 3 MB"))
    #expect(try await reasons(of: "call: GET /bomb, max_size: 5MB").first?.code == "not-json")
  }

  @Test func `the service sets the limits of every answer`() async throws {
    #expect(
      try await reasons(of: "call: GET /drip", service: "  timeout: 300ms\n").first
        == .unreachable("no whole answer within 300 ms"))
    #expect(
      try await reasons(of: "call: GET /flood", service: "  max_size: 500kB\n").first
        == .unreachable("the answer is larger than 500 kB"))
  }

  @Test func `an answer of more values than it may hold is given up`() async throws {
    #expect(
      try await reasons(of: "call: GET /many, max_values: 1000").first
        == .unreachable("the answer holds more than 1000 values; 'max_values' allows more"))
    #expect(
      try await reasons(of: "call: GET /many", service: "  max_values: 500\n").first
        == .unreachable("the answer holds more than 500 values; 'max_values' allows more"))
    #expect(
      try await reasons(of: "call: GET /many, max_values: 1001").first?.code
        == "differs-from-golden")
  }

  @Test(arguments: ["0", "-1"])
  func `a number of values is above zero`(count: String) throws {
    let problem = #expect(throws: Diagnostics.self) {
      try GoldenDocument.read(
        texts: [
          (
            "golden.yaml",
            GoldenDocumentTests.service + "endpoints: [{call: GET /a, max_values: \(count)}]"
          )
        ], folder: "golden")
    }
    #expect(
      problem?.items.first?.message == "'\(count)' is not a number of values above zero")
  }

  @Test func `an encoding that is not read is named`() async throws {
    #expect(
      try await reasons(of: "call: GET /brotli").map(\.description).first
        == "the answer is encoded as 'br', and only gzip and deflate are read")
  }

  @Test(arguments: ["0", "-1MB", "1.5MB", "MB", "10 apples", "9223372036854775807GB"])
  func `a size is a number above zero and a unit`(size: String) throws {
    let problem = #expect(throws: Diagnostics.self) {
      try GoldenDocument.read(
        texts: [
          (
            "golden.yaml",
            GoldenDocumentTests.service + "endpoints: [{call: GET /a, max_size: '\(size)'}]"
          )
        ], folder: "golden")
    }
    #expect(problem?.items.first?.message.hasPrefix("'\(size)' is not a size above zero") == true)
  }
}

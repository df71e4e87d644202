import SeedbedCore
import Testing

@testable import SeedbedGolden

/// One run over every kind of endpoint of the test service, looked at from many sides.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct ProofOfServiceTests {
  static let outcome = Task { try await Self.run() }

  /// Calls, what an honest service would answer from set A, and what else the endpoint says.
  static let endpoints: [(call: String, golden: String, more: String)] = [
    ("GET /api/total", #"{"items": 3, "visits": 60}"#, ""),
    ("GET /api/items", itemsGolden, ""),
    (
      "GET /api/noisy",
      #"{"visits": 60, "request": {"id": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}, "#
        + #""generated_at": "2026-01-15T12:00:00Z"}"#,
      "match: [{path: $.request.id, is: uuid}, {path: $.generated_at, is: iso8601}]"
    ),
    (
      "GET /api/shuffled", #"{"tags": ["help", "home", "shop"]}"#,
      "match: [{path: $.tags, unordered: true}]"
    ),
    ("GET /api/random", #"{"score": 60}"#, ""),
    ("GET /api/boot", #"{"score": 60}"#, ""),
    ("GET /api/seeded", #"{"score": 60}"#, ""),
    ("GET /api/row-count", #"{"score": 60}"#, ""),
    ("GET /api/constant", #"{"score": 60}"#, ""),
    ("GET /api/date", #"{"score": 60}"#, ""),
    ("GET /api/literal", #"{"visits": 60, "score": 20}"#, ""),
    ("GET /api/clamp-wide", #"{"score": 60}"#, ""),
    ("GET /api/clamp-narrow", #"{"score": 60}"#, ""),
    ("GET /api/list-random", scoredGolden, ""),
    ("GET /api/list-seeded", scoredGolden, ""),
    ("GET /api/golden-constant", #"{"visits": 60}"#, ""),
    ("GET /api/empty-list", #"{"visits": 60, "recent": ["help"]}"#, ""),
    ("GET /api/sticky", #"{"count": 3, "seen": false}"#, ""),
    ("GET /api/fails", #"{"visits": 60}"#, ""),
    ("GET /api/static", #"{"units": ["visit", "click"]}"#, "class: static"),
    ("GET /api/unguarded", #"{"visits": 60}"#, "as: visitor"),
    ("GET /api/broken", #"{"visits": 60}"#, ""),
    ("GET /api/nowhere", #"{"visits": 60}"#, ""),
    ("GET /api/drop", #"{"visits": 60}"#, ""),
    ("POST /api/items", #"{"count": 4}"#, "class: effect"),
  ]

  static let itemsGolden = """
    {"items": [{"name": "home", "visits": 10}, {"name": "shop", "visits": 20},
    {"name": "help", "visits": 30}]}
    """
  static let scoredGolden = """
    {"items": [{"name": "home", "visits": 10, "score": 1001},
    {"name": "shop", "visits": 20, "score": 1002}, {"name": "help", "visits": 30, "score": 1003}]}
    """

  static func run() async throws -> VerifyOutcome {
    let service = try TestService()
    var text = service.definition()
    text += "auth: {visitor: {bearer: abc}}\nproof: {a: a, b: b}\nendpoints:\n"
    for (place, endpoint) in endpoints.enumerated() {
      try service.folder.write(endpoint.golden, to: "golden/\(place).json")
      let status = endpoint.call.hasPrefix("POST") ? 201 : 200
      text += "  - call: \(endpoint.call)\n    expect: {status: \(status), body: \(place).json}\n"
      if !endpoint.more.isEmpty { text += "    \(endpoint.more)\n" }
    }
    return try await service.verification(text).run()
  }

  private func operation(_ call: String) async throws -> OperationOutcome {
    let outcome = try await Self.outcome.value
    return try #require(outcome.operations.first { $0.call.description == call })
  }

  @Test(arguments: [
    "GET /api/total", "GET /api/items", "GET /api/noisy", "GET /api/shuffled",
  ])
  func `an honest endpoint is stable and proved`(call: String) async throws {
    let operation = try await operation(call)
    #expect(operation.reasons == [])
    #expect(operation.level == .stable)
    #expect(operation.proof == .passed)
  }

  @Test(arguments: ["GET /api/random", "GET /api/boot"])
  func `a random value varies, first of all reasons`(call: String) async throws {
    #expect(try await operation(call).reasons.first == .varies(["$.score"]))
  }

  @Test(arguments: [
    "GET /api/seeded", "GET /api/row-count", "GET /api/constant", "GET /api/date",
    "GET /api/clamp-wide", "GET /api/clamp-narrow", "GET /api/golden-constant",
  ])
  func `an answer that is the same with other data does not follow it`(
    call: String
  ) async throws {
    #expect(try await operation(call).reasons.first == .doesNotFollowTheData(["$"]))
  }

  @Test func `a constant that equals its golden stays at level 4`() async throws {
    let operation = try await operation("GET /api/golden-constant")
    #expect(operation.level == .golden)
    #expect(operation.proof == .failed)
  }

  @Test func `a literal beside a real value is named`() async throws {
    #expect(
      try await operation("GET /api/literal").reasons.first == .doesNotFollowTheData(["$.score"]))
  }

  @Test func `a random field of a real list is named`() async throws {
    #expect(
      try await operation("GET /api/list-random").reasons.first == .varies(["$.items[*].score"]))
  }

  @Test func `a field of a real list that is made from the place is named`() async throws {
    #expect(
      try await operation("GET /api/list-seeded").reasons.first
        == .doesNotFollowTheData(["$.items[*].score"]))
  }

  @Test func `a list that is empty with any data is named`() async throws {
    #expect(
      try await operation("GET /api/empty-list").reasons.first
        == .doesNotFollowTheData(["$.recent"]))
  }

  @Test func `an answer that does not come back with the data is named`() async throws {
    #expect(try await operation("GET /api/sticky").reasons == [.doesNotReturn(["$.seen"])])
  }

  @Test func `an endpoint that fails with other data is not proved`() async throws {
    let operation = try await operation("GET /api/fails")
    #expect(operation.reasons == [.failsWithOtherData("status 500")])
    #expect(operation.proof == .failed)
  }

  @Test func `a static endpoint need not follow the data`() async throws {
    let operation = try await operation("GET /api/static")
    #expect(operation.level == .stable)
    #expect(operation.proof == .notApplicable)
  }

  @Test func `an endpoint that answers without credentials is only reachable`() async throws {
    let operation = try await operation("GET /api/unguarded")
    #expect(operation.reasons == [.noDenial(status: 200)])
    #expect(operation.level == .reachable)
  }

  @Test func `broken JSON is not well-formed, and counts as responding`() async throws {
    let operation = try await operation("GET /api/broken")
    #expect(operation.level == .authorised)
    #expect(operation.isResponding)
    #expect(operation.reasons.map(\.code).contains("not-json"))
  }

  @Test func `a path that is not there has the wrong status`() async throws {
    let operation = try await operation("GET /api/nowhere")
    #expect(operation.reasons.first == .wrongStatus(expected: 200, actual: 404))
    #expect(!operation.isResponding)
  }

  @Test func `a closed connection is unreachable`() async throws {
    let operation = try await operation("GET /api/drop")
    #expect(operation.level == .listed)
    #expect(operation.reasons.map(\.code) == ["unreachable"])
  }

  @Test func `an effect is asked once in each state and is stable when it returns`() async throws {
    let operation = try await operation("POST /api/items")
    #expect(operation.reasons == [])
    #expect(operation.level == .stable)
  }

  @Test func `the line counts what is operational, of everything listed`() async throws {
    #expect(
      try await Self.outcome.value.line
        == "operational 24.0% (6/25), none proved · proved real not measured")
  }
}

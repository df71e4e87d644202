import SeedbedCore
import Testing

@testable import SeedbedGolden

@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct RecordTests {
  private static let endpoints = """
    endpoints:
      - {call: GET /api/total, expect: {body: total.json}}
      - {call: GET /api/static, expect: {body: sub/static.json}}
      - {call: GET /api/constant, expect: {body: constant.json}}
      - {call: GET /api/random, expect: {body: random.json}}
      - {call: GET /api/nowhere, expect: {body: nowhere.json}}
    """

  @Test func `new bodies are written beside the goldens, only where they differ`() async throws {
    let service = try TestService()
    try service.folder.write(#"{"visits": 60, "items": 3.0}"#, to: "golden/total.json")
    try service.folder.write("stale", to: "golden/total.json.new")
    try service.folder.write(#"{"score": 18}"#, to: "golden/constant.json")
    let outcome = try await service.verification(service.definition() + Self.endpoints)
      .record(isCI: false)
    let golden = "\(service.folder.path)/golden"
    #expect(
      outcome.items.map(\.result) == [
        .unchanged, .written("\(golden)/sub/static.json.new"),
        .written("\(golden)/constant.json.new"), .written("\(golden)/random.json.new"),
        .refused(.wrongStatus(expected: 200, actual: 404)),
      ])
    #expect(outcome.items.map(\.varying) == [[], [], [], ["$.score"], []])
    #expect(!service.folder.exists("golden/total.json.new"))
    #expect(
      try service.folder.text(of: "golden/sub/static.json.new") == """
        {
          "units": [
            "visit",
            "click"
          ]
        }

        """)
    #expect(try service.folder.text(of: "golden/constant.json") == #"{"score": 18}"#)
  }

  @Test func `nothing is recorded in CI`() async throws {
    let service = try TestService()
    let verification = try service.verification(service.definition() + Self.endpoints)
    let problem = await #expect(throws: Diagnostic.self) {
      try await verification.record(isCI: true)
    }
    #expect(problem?.code == .recordInCI)
  }
}

struct GoldenFilesTests {
  @Test func `accepting puts every new body in its golden's place`() throws {
    let folder = try TestFolder()
    try folder.write("1", to: "b.json")
    try folder.write("2", to: "b.json.new")
    try folder.write("3", to: "a/a.json.new")
    #expect(try GoldenFiles.accept(in: folder.path) == ["a/a.json", "b.json"])
    #expect(try folder.text(of: "b.json") == "2")
    #expect(GoldenFiles.pending(in: folder.path) == [])
  }

  @Test func `only the bodies that are named are accepted`() throws {
    let folder = try TestFolder()
    try folder.write("2", to: "b.json.new")
    try folder.write("3", to: "a.json.new")
    #expect(try GoldenFiles.accept(in: folder.path, bodies: ["a.json"]) == ["a.json"])
    #expect(GoldenFiles.pending(in: folder.path) == ["b.json"])
  }

  @Test func `a body that does not wait is an error, and nothing is moved`() throws {
    let folder = try TestFolder()
    try folder.write("2", to: "total.json.new")
    #expect(throws: Diagnostics.self) {
      try GoldenFiles.accept(in: folder.path, bodies: ["total.json", "totl.json"])
    }
    #expect(GoldenFiles.pending(in: folder.path) == ["total.json"])
  }
}

import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

struct GoldenDocumentTests {
  static let service = "service: {base_url: \"http://127.0.0.1:8080\"}\n"

  private func read(_ texts: String...) throws -> GoldenDocument {
    try GoldenDocument.read(
      texts: texts.enumerated().map { ("\($0 + 1).yaml", $1) }, folder: "golden")
  }

  /// The first line of every problem.
  private func problems(_ texts: String...) -> [String] {
    do {
      _ = try GoldenDocument.read(
        texts: texts.enumerated().map { ("\($0 + 1).yaml", $1) }, folder: "golden")
      return []
    } catch let problems as Diagnostics {
      return problems.items.map { problem in
        String(problem.description.prefix { $0 != "\n" })
      }
    } catch {
      return [String(describing: error)]
    }
  }

  @Test func `every key of a golden file is read`() throws {
    let document = try read(
      """
      service:
        base_url: ${BASE:-http://127.0.0.1:8080}
        port: 8080
        start: {command: [serve, --port, "${PORT}"], environment: {MODE: test}}
        ready: {path: /health, timeout: 3s}
        stop: {timeout: 800ms}
      auth:
        member: {bearer: !where {user_sessions: demo, take: session_id}, deny: [401, 403]}
        admin: {bearer: !env ADMIN_TOKEN}
      proof: {a: shop, b: shop_b}
      endpoints:
        - call: get /api/things?page=2
          class: effect
          as: member
          expect: {status: 201, body: things/list.json, max_time: 800ms}
          match:
            - {path: $.generated_at, is: iso8601}
            - {path: $..id, is: uuid}
            - {path: $.tags, unordered: true}
            - {path: $..score, tolerance: 1e-6}
            - {path: $.trace, ignore: "made for each request"}
          oracle: {$.total: "select count(*) from things"}
          reads: [things]
      """)
    let endpoint = try #require(document.endpoints.first)
    #expect(document.service.port == .fixed(8080))
    #expect(document.service.ready == .init(path: "/health", timeout: .seconds(3)))
    #expect(document.service.stopTimeout == .milliseconds(800))
    #expect(document.roles.map(\.deny) == [[401, 403], [401]])
    #expect(document.proof?.b == "shop_b")
    #expect(endpoint.call.description == "GET /api/things?page=2")
    #expect(endpoint.kind == .effect)
    #expect(
      endpoint.expectation
        == .init(
          status: 201, body: "things/list.json", checksum: nil, type: "application/json",
          maxTime: .milliseconds(800), headers: [], maxMasked: 75))
    #expect(
      endpoint.matchers.map(\.text)
        == ["$.generated_at", "$..id", "$.tags", "$..score", "$.trace"])
    #expect(endpoint.oracles.map(\.sql) == ["select count(*) from things"])
    #expect(endpoint.reads == ["things"])
    guard case .bearer(.row(let row)) = document.roles[0].access else {
      Issue.record("the token of a member is a row")
      return
    }
    #expect([row.collection, row.label, row.column] == ["user_sessions", "demo", "session_id"])
  }

  @Test func `endpoints of several files keep the order of the files`() throws {
    let document = try read(
      Self.service + "endpoints: [{call: GET /b}]", "endpoints: [{call: GET /a}]")
    #expect(document.endpoints.map(\.call.description) == ["GET /b", "GET /a"])
    #expect(document.endpoints.map(\.location.file) == ["1.yaml", "2.yaml"])
  }

  @Test func `the problems of all files come together`() {
    #expect(
      problems(
        Self.service + "endpoints: [{call: GET /a, expects: {}}]",
        "endpoints: [{call: FETCH /b}, {call: GET c}]")
        == [
          "1.yaml:2:28: unknown key 'expects' in endpoint; did you mean 'expect'?",
          "2.yaml:1:20: 'FETCH /b' is not a method and a path",
          "2.yaml:1:38: 'GET c' is not a method and a path",
        ])
  }

  @Test func `the same operation twice is an error`() {
    #expect(
      problems(Self.service + "endpoints: [{call: GET /a}]", "endpoints: [{call: get /a}]")
        == ["2.yaml:1:20: GET /a is here a second time; it is at 1.yaml:2:13 already"])
  }

  @Test func `a second service is an error`() {
    #expect(
      problems(Self.service, Self.service)
        == ["2.yaml:1:10: service is here a second time; it is at 1.yaml:1:10 already"])
  }

  @Test func `golden files without a service are an error`() {
    #expect(
      problems("endpoints: [{call: GET /a}]") == ["no golden file in 'golden' has a 'service'"])
  }

  @Test func `a role that is not there is an error with the nearest name`() {
    #expect(
      problems(
        Self.service
          + "auth: {member: {bearer: abc}}\nendpoints: [{call: GET /a, as: menber}]")
        == ["1.yaml:3:32: 'menber' is not a role under 'auth'; did you mean 'member'?"])
  }

  @Test(arguments: ["../a.json", "/etc/passwd", "a/../../b.json", "./a.json", "a//b.json", ""])
  func `a body stays inside the golden folder`(body: String) {
    #expect(
      problems(Self.service + "endpoints: [{call: GET /a, expect: {body: \"\(body)\"}}]")
        == ["1.yaml:2:43: '\(body)' is not a file inside the golden folder"])
  }

  @Test func `a matcher has exactly one rule`() {
    #expect(
      problems(
        Self.service
          + "endpoints: [{call: GET /a, match: [{path: $.a}, "
          + "{path: $.b, is: uuid, unordered: true}]}]")
        == [
          "1.yaml:2:36: a matcher has one rule, and this one has 0",
          "1.yaml:2:49: a matcher has one rule, and this one has 2",
        ])
  }

  @Test func `no matcher leaves the whole answer open`() {
    #expect(
      problems(
        Self.service + "endpoints: [{call: GET /a, match: [{path: $, ignore: \"it varies\"}]}]")
        == ["1.yaml:2:43: this matcher covers the whole answer, and nothing would be compared"])
  }

  @Test func `a path that is none points at its place`() {
    #expect(
      problems(
        Self.service + "endpoints: [{call: GET /a, match: [{path: items, unordered: true}]}]")
        == ["1.yaml:2:43: 'items' is not a path: a path starts with $"])
  }

  @Test func `an automatic port has to be in the base URL`() {
    #expect(
      problems("service: {port: auto, base_url: \"http://127.0.0.1:8080\"}")
        == ["1.yaml:1:33: 'port: auto' chooses a port, and the base_url does not use it"])
  }

  @Test func `a proof between a set and itself is an error`() {
    #expect(
      problems(Self.service + "proof: {a: shop, b: shop}")
        == ["1.yaml:2:8: the proof needs two sets, and both are 'shop'"])
  }

  @Test func `a folder without golden files says what to write`() throws {
    let folder = try TestFolder()
    #expect(throws: Diagnostic.self) { try GoldenDocument.read(folder: folder.path) }
  }
}

struct TemplateTests {
  private func text(_ source: String, _ variables: [String: String]) throws -> String {
    try Template(try YAMLReader.read(text: "'\(source)'", named: "golden.yaml"))
      .text(with: variables)
  }

  @Test func `names are replaced, defaults only where nothing is given`() throws {
    #expect(try text("http://${HOST}:${PORT:-80}/$", ["HOST": "here"]) == "http://here:80/$")
    #expect(try text("${PORT:-80}", ["PORT": "81"]) == "81")
    #expect(try text("${PORT:-80}", ["PORT": ""]) == "80")
    #expect(try text("${NOTHING:-}", [:]) == "")
  }

  @Test func `a name that is not given is an error with its place`() {
    let problem = #expect(throws: Diagnostic.self) {
      try text("${DATABSE_URL}", ["DATABASE_URL": "x"])
    }
    #expect(problem?.message == "DATABSE_URL is not set; did you mean 'DATABASE_URL'?")
    #expect(problem?.location?.description == "golden.yaml:1:1")
  }

  @Test(arguments: ["${PORT", "${}", "${1A}", "${A B}"])
  func `a name that is none is an error`(source: String) {
    #expect(throws: Diagnostic.self) { try text(source, [:]) }
  }
}

import Foundation
import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Requests as they come to the service, and answers as they are looked at.
@Suite(.serialized, .enabled(if: TestService.isAvailable, "python3 is not installed"))
struct ExchangeTests {
  private let service: TestService

  init() throws {
    service = try TestService()
  }

  /// The outcome of the only endpoint of `text`, or of the last one.
  private func outcome(
    _ endpoints: String, before: String = "", environment: [String: String] = [:]
  ) async throws -> OperationOutcome {
    let text = service.definition() + before + "endpoints:\n" + endpoints
    let verification = Verification(
      try service.document(text),
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      settings: .init(repeats: 2, allowsEffects: true))
    return try #require(try await verification.run().operations.last)
  }

  private func golden(_ text: String, _ name: String = "a.json") throws {
    try service.folder.write(text, to: "golden/\(name)")
  }

  @Test func `path, query, headers, cookies and JSON arrive as they are written`() async throws {
    try golden(
      #"""
      {"method": "PUT", "path": "/echo/a%2Fb/x?full=yes&tag=a&tag=%26",
       "headers": {"content-type": "application/json", "x-trace": "on", "cookie": "theme=dark"},
       "body": "{\"at\":\"now\",\"list\":[1,null]}"}
      """#)
    let operation = try await outcome(
      """
        - call: PUT /echo/{id}/x?full=yes
          path: {id: a/b}
          query: {tag: [a, "&"]}
          headers: {X-Trace: "on"}
          cookies: {theme: dark}
          json: {list: [1, null], at: "${WHEN}"}
          expect: {body: a.json, headers: {X-Build: "7", Date: {any: true}}}
      """, environment: ["WHEN": "now"])
    #expect(operation.reasons == [])
    #expect(operation.level == .stable)
    #expect(operation.request?.line == "PUT /echo/a%2Fb/x?full=yes&tag=a&tag=%26")
  }

  @Test func `a form is sent as one, and a file as it is`() async throws {
    try golden(
      #"""
      {"method": "PUT", "path": "/echo", "body": "name=Ada+L&n=1",
       "headers": {"content-type": "application/x-www-form-urlencoded"}}
      """#.replacing("Ada+L", with: "Ada%20L"))
    let form = try await outcome(
      "  - {call: PUT /echo, form: {name: Ada L, n: 1}, expect: {body: a.json}}")
    #expect(form.reasons == [])
    try golden("bytes", "body.bin")
    try golden(
      #"{"method": "PUT", "path": "/echo", "body": "bytes", "headers": {"content-type": "text/csv"}}"#
    )
    let file = try await outcome(
      "  - {call: PUT /echo, file: body.bin, file_type: text/csv, expect: {body: a.json}}")
    #expect(file.reasons == [])
  }

  @Test func `a value of one answer is used by a later call`() async throws {
    try golden(
      #"{"method": "PUT", "path": "/echo/home", "body": "{\"visits\":10}", "headers": "#
        + #"{"content-type": "application/json"}}"#)
    let operation = try await outcome(
      """
        - call: GET /api/items
          capture: {name: "$.items[0].name", visits: "$.items[0].visits"}
          class: static
        - call: PUT /echo/{name}
          path: {name: "${name}"}
          json: {visits: "${visits}"}
          expect: {body: a.json}
      """)
    #expect(operation.reasons == [])
  }

  @Test func `a call that uses what was not captured says so`() async throws {
    let operation = try await outcome(
      """
        - {call: GET /api/items, capture: {name: "$.nothing"}}
        - {call: "GET /echo/{name}", path: {name: "${name}"}}
      """)
    #expect(
      operation.reasons.first?.description
        .hasPrefix("unreachable: it cannot be asked: name is not set") == true)
  }

  @Test func `a login is made once in each life of the service, and its token is hidden`()
    async throws
  {
    try golden(
      #"""
      {"method": "GET", "path": "/echo", "body": "", "headers": {"authorization": "Bearer token-1"}}
      """#)
    let operation = try await outcome(
      "  - {call: GET /echo, as: ada, expect: {body: a.json}}",
      before: """
        auth:
          ada:
            deny: [200]
            login: {call: POST /login, json: {password: "${ADA_PASSWORD}"}, take: $.token}

        """, environment: ["ADA_PASSWORD": "s3cret-of-ada"])
    #expect(operation.reasons == [])
    #expect(operation.request?.curl.contains("token-1") == false)
    #expect(
      operation.request?.curl.hasPrefix(
        #"curl -H 'accept: application/json' -H 'authorization: Bearer '"$ADA_TOKEN" "#) == true)
  }

  @Test func `what a login brought is recorded, and not shown in a review`() async throws {
    try golden(#"{"headers": {"authorization": "Bearer older"}}"#)
    let document = try service.document(
      service.definition() + """
        auth:
          ada: {login: {call: POST /login, json: {password: s3cret-of-ada}, take: $.token}}
        endpoints:
          - {call: GET /echo, as: ada, expect: {body: a.json}}

        """)
    let outcome = try await Verification(
      document, environment: ProcessInfo.processInfo.environment,
      settings: .init(allowsEffects: true)
    ).record(isCI: false)
    #expect(outcome.items.first?.secrets == ["$.headers.authorization"])
    #expect(try service.folder.text(of: "golden/a.json.new").contains("token-1"))
    let shown = try PendingBody.all(of: document).first?.differences ?? []
    #expect(
      shown.map(\.description).contains(
        #"$.headers.authorization: expected "[redacted]", found "[redacted]""#))
    #expect(!shown.map(\.description).joined().contains("token-1"))
  }

  @Test func `a login that is refused ends the run`() async throws {
    let problem = await #expect(throws: Diagnostic.self) {
      try await outcome(
        "  - {call: GET /echo, as: ada}",
        before: "auth: {ada: {login: {call: POST /login, json: {}, take: $.token}}}\n")
    }
    #expect(problem?.message == "the login of 'ada' is answered with status 403")
  }

  @Test func `a role may send a cookie, a key or a name and password`() async throws {
    for (role, header) in [
      (
        #"login: {call: POST /login, json: {password: s3cret-of-ada}}"#, #""cookie": "session=abc""#
      ),
      ("header: {name: X-Api-Key, value: !env KEY}", #""x-api-key": "k-1""#),
      ("basic: {user: ada, password: !env KEY}", #""authorization": "Basic YWRhOmstMQ==""#),
    ] {
      try golden(
        #"{"method": "GET", "path": "/echo", "body": "", "headers": {\#(header)}}"#)
      let operation = try await outcome(
        "  - {call: GET /echo, as: ada, expect: {body: a.json}}",
        before: "auth: {ada: {\(role), deny: [200]}}\n", environment: ["KEY": "k-1"])
      #expect(operation.reasons == [], "\(role)")
    }
  }

  @Test func `redirects are followed where they are allowed, with their cookies`() async throws {
    try golden(
      #"{"method": "GET", "path": "/echo/here", "body": "", "headers": {"cookie": "seen=1"}}"#)
    let followed = try await outcome(
      "  - {call: GET /moved, redirects: 3, expect: {body: a.json}}")
    #expect(followed.reasons == [])
    let stopped = try await outcome("  - {call: GET /moved, expect: {status: 302}}")
    #expect(stopped.status == 302)
  }

  @Test func `a call is made again after statuses that count as no answer`() async throws {
    let operation = try await outcome(
      "  - {call: GET /flaky, retry: {times: 2, wait: 10ms, status: 503}, expect: {type: application/json}}"
    )
    #expect(operation.status == 200)
  }

  @Test func `a call of its own limit is given up after it`() async throws {
    let operation = try await outcome("  - {call: GET /api/slow, timeout: 50ms}")
    #expect(operation.reasons.first == .unreachable("no answer within 50 ms"))
  }

  @Test func `a header that is not as expected is named`() async throws {
    let operation = try await outcome(
      "  - {call: GET /echo, expect: {type: application/json, headers: {x-build: \"8\"}}}")
    #expect(operation.reasons.contains(.wrongHeader("x-build", expected: "8", actual: "7")))
    #expect(operation.level == .authorised)
  }

  @Test func `bytes are compared as bytes, or by their checksum`() async throws {
    let bytes: [UInt8] = [137, 80, 78, 71, 0, 255]
    let sum = Checksum(of: bytes)
    let right = try await outcome("  - {call: GET /logo, expect: {sha256: \(sum)}}")
    #expect(right.reasons == [])
    try golden("PNG", "logo.png")
    let wrong = try await outcome("  - {call: GET /logo, expect: {body: logo.png}}")
    #expect(wrong.differences.first?.path == "byte 1")
  }

  @Test func `a text differs in a line`() async throws {
    try golden("<p>hello</p>\n", "page.html")
    let operation = try await outcome("  - {call: GET /api/page, expect: {body: page.html}}")
    #expect(
      operation.differences.map(\.description) == [#"line 2: expected "", and it is missing"#])
    #expect(operation.differences.first?.location?.description.hasSuffix("page.html:2:1") == true)
  }

  @Test func `a difference has its line in the golden`() async throws {
    try golden("{\n  \"items\": 3,\n  \"visits\": 61\n}\n")
    let operation = try await outcome("  - {call: GET /api/total, expect: {body: a.json}}")
    let difference = try #require(operation.differences.first)
    #expect(difference.location?.line == 3)
    #expect(difference.excerpt == .init(line: "  \"visits\": 61", column: 13))
    #expect(
      operation.request?.curl.hasPrefix("curl -H 'accept: application/json' 'http://") == true)
  }

  @Test func `an answer that is not as the document describes it is not well-formed`() async throws
  {
    try golden(
      """
      openapi: 3.0.3
      paths:
        /api/total:
          get:
            responses:
              "200":
                content:
                  application/json:
                    schema: {type: object, properties: {visits: {type: string}}}
        /api/other: {get: {responses: {}}}
      """, "openapi.yaml")
    try golden(#"{"items": 3, "visits": 60}"#)
    let text =
      service.definition() + "inventory: {openapi: openapi.yaml}\n"
      + "endpoints: [{call: GET /api/total, expect: {body: a.json}}, {call: GET /api/items}]\n"
    let outcome = try await service.verification(text).run()
    #expect(
      outcome.operations.map(\.reasons.first?.code)
        == ["violates-schema", "golden-missing", "not-in-golden"])
    #expect(
      outcome.operations[0].reasons[0].description
        == "is not as the document describes: $.visits is a number, and has to be of type string")
    #expect(outcome.undocumented.map(\.title) == ["GET /api/items"])
    #expect(outcome.coverage == Fraction(2, of: 3))
  }

  @Test func `several cases of one operation count as one`() async throws {
    try golden(#"{"items": 3, "visits": 60}"#)
    let text =
      service.definition()
        + """
        endpoints:
          - {call: GET /api/total, case: once, expect: {body: a.json}}
          - {call: GET /api/total, case: twice, expect: {status: 404}}
        """
    let outcome = try await service.verification(text).run()
    #expect(outcome.operations.map(\.title) == ["GET /api/total (once)", "GET /api/total (twice)"])
    #expect(outcome.operational == Fraction(0, of: 1))
  }

  @Test func `matchers may not leave most of a golden open`() async throws {
    try golden(#"{"items": 3, "visits": 60}"#)
    let operation = try await outcome(
      """
        - call: GET /api/total
          expect: {body: a.json, max_masked: 40%}
          match: [{path: $.items, ignore: "whatever"}]
      """)
    #expect(operation.reasons == [.masked(Fraction(1, of: 2), limit: 40)])
  }

  @Test func `the first failure ends a run that fails fast`() async throws {
    let text =
      service.definition()
      + "endpoints: [{call: GET /nothing}, {call: GET /api/total}, {call: GET /api/items}]"
    let verification = Verification(
      try service.document(text), environment: ProcessInfo.processInfo.environment,
      settings: .init(concurrency: 1, failsFast: true))
    let outcome = try await verification.run()
    #expect(outcome.operations.map(\.wasTested) == [true, false, false])
  }

  @Test func `calls that wait for each other are an error`() {
    let problems = #expect(throws: Diagnostics.self) {
      try service.document(
        service.definition()
          + """
          endpoints:
            - {call: "GET /a/{x}", path: {x: "${y}"}, capture: {z: $.z}}
            - {call: "GET /b/{x}", path: {x: "${z}"}, capture: {y: $.y}}
          """)
    }
    #expect(problems?.items.map(\.message) == ["GET /a/{x} waits for a call that waits for it"])
  }
}

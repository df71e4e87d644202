import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedStore
import Synchronization
import Testing

@testable import SeedbedGolden

@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct VerificationTests {
  @Test func `a slow answer is not golden`() async throws {
    let service = try TestService()
    try service.folder.write(#"{"slow": true}"#, to: "golden/slow.json")
    let outcome = try await service.verification(
      service.definition()
        + "endpoints: [{call: GET /api/slow, expect: {body: slow.json, max_time: 100ms}}]",
      repeats: 1
    ).run()
    let operation = try #require(outcome.operations.first)
    #expect(operation.level == .wellFormed)
    #expect(operation.reasons.map(\.code) == ["too-slow"])
  }

  @Test func `what recording knew to be secret is in no report of a run`() async throws {
    let service = try TestService()
    try service.folder.write(
      #"{"items": "old-token-1", "visits": "of old-token-1"}"#, to: "golden/total.json")
    var recorded = try RecordedFile(in: "\(service.folder.path)/golden")
    recorded.note(secretPlaces: ["$.items"], in: "total.json")
    try recorded.write()
    let outcome = try await service.verification(
      service.definition() + "endpoints: [{call: GET /api/total, expect: {body: total.json}}]",
      repeats: 1
    ).run()
    let operation = try #require(outcome.operations.first)
    #expect(
      operation.differences.map(\.description) == [
        #"$.items: expected "[redacted]", found "[redacted]""#,
        #"$.visits: expected "of [redacted]", found 60"#,
      ])
    #expect(!String(describing: outcome).contains("old-token-1"))
    #expect(!JSONWriter.text(outcome.json, pretty: true).contains("old-token-1"))
  }

  @Test func `an endpoint that ends the service is said to`() async throws {
    let service = try TestService()
    let outcome = try await service.verification(
      service.definition() + "endpoints: [{call: GET /api/crash}]", repeats: 1
    ).run()
    let reason = try #require(outcome.operations.first?.reasons.first)
    #expect(reason.description.hasSuffix("; the service exited with status 4"))
  }

  @Test func `what a filter leaves out stays in the denominator`() async throws {
    let service = try TestService()
    try service.folder.write("<p>hello</p>", to: "golden/page.html")
    let outcome = try await service.verification(
      service.definition()
        + "endpoints: [{call: GET /api/total}, {call: GET /api/page, expect: {body: page.html}}]",
      filter: ["PAGE"], repeats: 2
    ).run()
    #expect(
      outcome.line
        == "operational 50.0% (1/2), none proved · proved real not measured")
    #expect(outcome.operations.map(\.reasons) == [[.notTested], []])
  }

  @Test func `a filter that chooses no call is an error of the command line`() async throws {
    let service = try TestService()
    let verification = try service.verification(
      service.definition() + "endpoints: [{call: GET /api/total}]", filter: ["nothing"])
    let problem = await #expect(throws: Diagnostic.self) { try await verification.run() }
    #expect(problem?.code == .verifyFilter)
    #expect(problem?.code.status == .usage)
    #expect(problem?.help == "name a part of a call, such as 'GET /api/total'")
  }

  @Test func `a call that is chosen is asked after those it needs`() throws {
    let document = try TestService().document(
      """
      service: {base_url: "http://127.0.0.1:1"}
      endpoints:
        - {call: POST /orders, class: effect, capture: {order: $.id}}
        - {call: GET /other}
        - {call: "GET /orders/{id}", path: {id: "${order}"}}
        - {call: "GET /late", after: "GET /orders/{id}"}
      """)
    func selected(_ words: String...) -> [String] {
      VerifyPlan(document, filter: CallFilter(words)).selected.map(\.title)
    }
    #expect(selected("/ORDERS/") == ["POST /orders", "GET /orders/{id}"])
    #expect(selected("late") == ["POST /orders", "GET /orders/{id}", "GET /late"])
    #expect(selected("other") == ["GET /other"])
    #expect(selected().count == 4)
  }

  @Test func `a golden that is no JSON is an error before the service is started`() async throws {
    let service = try TestService()
    try service.folder.write("{", to: "golden/total.json")
    let verification = try service.verification(
      service.definition(["--dies"])
        + "endpoints: [{call: GET /api/total, expect: {body: total.json}}]")
    let problems = await #expect(throws: Diagnostics.self) { try await verification.run() }
    #expect(problems?.status == .invalidFile)
  }

  @Test func `a token is taken from the database, again after each reseed`() async throws {
    let service = try TestService()
    let store = try SQLiteStore(path: "\(service.folder.path)/sessions.sqlite")
    defer { try? store.close() }
    @Sendable func reseed(_ set: String) throws {
      try service.reseed(set)
      try store.transaction(.structure) { session in
        try session.executeScript(
          """
          DROP TABLE IF EXISTS user_sessions;
          CREATE TABLE user_sessions (id TEXT PRIMARY KEY NOT NULL, token TEXT NOT NULL) STRICT;
          INSERT INTO user_sessions VALUES ('demo', 'token-of-\(set)');
          """)
      }
    }
    try service.folder.write(#"{"visits": 60}"#, to: "golden/private.json")
    let outcome = try await Verification(
      try service.document(
        service.definition() + """
          auth: {member: {bearer: !where {user_sessions: demo, take: token}}}
          proof: {a: a, b: b}
          endpoints: [{call: GET /api/private, as: member, expect: {body: private.json}}]
          """),
      environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { try reseed($0) }), settings: .init(repeats: 1)
    ).run()
    // The visits come from a file, so that no row of the database explains them.
    #expect(outcome.operations.map(\.reasons) == [[.unproved(["$.visits"])]])
    #expect(outcome.operations.map(\.level) == [.stable])
    #expect(outcome.operations.map(\.proof) == [.passed])
  }

  @Test func `what was in the database is there again, though sets were loaded over it`()
    async throws
  {
    let service = try TestService()
    let store = try SQLiteStore(path: "\(service.folder.path)/own.sqlite")
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL) STRICT;
        CREATE TABLE log (text TEXT NOT NULL) STRICT;
        CREATE TRIGGER notes_log AFTER INSERT ON notes BEGIN INSERT INTO log VALUES (new.text); END;
        INSERT INTO notes (text) VALUES ('of somebody');
        """)
    }
    @Sendable func reseed(_ set: String) throws {
      try service.reseed(set)
      try store.transaction { session in
        try session.execute("DELETE FROM notes")
        try session.execute("INSERT INTO notes (text) VALUES ('of a set')")
      }
    }
    func rows() throws -> [[String]] {
      try store.read { session in
        try ["notes", "log", "sqlite_sequence"].map { table in
          try session.rows("SELECT * FROM \(table)").map { "\($0.values)" }
        }
      }
    }
    let before = try rows()
    let text = service.definition() + "proof: {a: a, b: b}\nendpoints: [{call: GET /api/total}]"
    let outcome = try await Verification(
      try service.document(text), environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { try reseed($0) }), settings: .init(repeats: 1)
    ).run()
    #expect(try rows() == before)
    #expect(outcome.curlNeeds.contains { $0.contains("seedbed seed load a") })
  }

  @Test func `a run tells what it is doing, in the order of the states`() async throws {
    let service = try TestService()
    let seen = Mutex<[String]>([])
    _ = try await Verification(
      try service.document(
        service.definition() + "proof: {a: a, b: b}\nendpoints: [{call: GET /api/total}]"),
      environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(nil) { try service.reseed($0) }),
      settings: .init(progress: { step in
        seen.withLock { seen in
          switch step {
          case .begun: seen.append("begin")
          case .seeding(let set): seen.append("seed \(set)")
          case .starting: seen.append("start")
          case .asking(let state, let count): seen.append("\(state.rawValue) \(count)")
          case .asked(let call, _): seen.append(call.description)
          case .ended: seen.append("end")
          }
        }
      })
    ).run()
    #expect(
      seen.withLock { $0 } == [
        "begin", "seed a", "start", "first 1", "GET /api/total",
        "start", "restarted 1", "GET /api/total",
        "seed b", "start", "other 1", "GET /api/total",
        "seed a", "start", "returned 1", "GET /api/total", "end",
      ])
  }
}

struct CredentialsTests {
  private func failure(_ bearer: String, with store: (any Store)?) throws -> String {
    let document = try GoldenDocument.read(
      texts: [
        ("golden.yaml", GoldenDocumentTests.service + "auth: {member: {bearer: \(bearer)}}")
      ], folder: "golden")
    do {
      let inputs = try Inputs(
        for: document.roles.flatMap(\.inputs), variables: ["A_TOKEN": "x"], store: store)
      _ = try Credentials(for: document.roles, inputs)
      return "nothing failed"
    } catch let problems as Diagnostics {
      return problems.items.map(\.message).joined(separator: "\n")
    }
  }

  @Test func `a row, a column or a collection that is not there is named`() throws {
    let folder = try TestFolder()
    let store = try SQLiteStore(path: "\(folder.path)/sessions.sqlite")
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.executeScript(
        "CREATE TABLE user_sessions (id TEXT PRIMARY KEY NOT NULL, token TEXT NOT NULL) STRICT")
    }
    #expect(
      try failure("!where {user_sesions: demo}", with: store)
        == "there is no collection 'user_sesions'; did you mean 'user_sessions'?")
    #expect(
      try failure("!where {user_sessions: demo, take: tokn}", with: store)
        == "'tokn' is not a column of user_sessions; did you mean 'token'?")
    #expect(
      try failure("!where {user_sessions: demo, take: token}", with: store)
        == "user_sessions has no 'demo' with a token")
  }

  @Test func `a row needs a database, and a variable its value`() throws {
    #expect(
      try failure("!where {user_sessions: demo}", with: nil)
        == "a value comes from a database, and none is given")
    #expect(
      try failure("!env MEMBER_TOKEN", with: nil)
        == "MEMBER_TOKEN is not set")
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import SeedbedTesting
import Testing

/// Each test has a server of its own, since it looks at every database there is.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct SeededPoolTests {
  private let folder: TemporaryFolder
  private let postgres: TemporaryPostgres
  private let server: PostgresServer

  init() throws {
    folder = try TemporaryFolder()
    postgres = try TemporaryPostgres.own()
    server = try PostgresServer(url: postgres.url)
    try folder.write(
      """
      about: Plans, and a role, of which a server can have one
      up:
        - create_collection:
            name: plans
            columns:
              id:    {type: text, primary_key: true}
              price: {type: "decimal(8,2)", nullable: true}
        - sql: {postgres: CREATE ROLE made_once, sqlite: skip}
      """, to: "migrations/20260115-1000-plans.yaml")
    try folder.write(
      """
      set: demo
      clock: 2026-01-15T12:00:00Z
      mode: replace
      rows:
        plans:
          free: {price: 0}
          paid: {price: 9.50}
      """, to: "seeds/demo.yaml")
    try folder.write("id,price\nteam,19\nschool,0\n", to: "seeds/history/plans.csv")
    try folder.write(
      """
      backfill: plans
      target: plans
      source: {format: csv, files: [plans.csv]}
      map: {id: {from: id}, price: {from: price}}
      check:
        - {count: loaded, equals: 2}
      """, to: "seeds/history/plans.yaml")
  }

  private static func pool(
    of folder: String, on url: String, ready: Int = 2, history: String? = nil
  ) throws -> SeededPool {
    try SeededPool(
      migrations: "\(folder)/migrations", seeds: "\(folder)/seeds", set: "demo", history: history,
      on: url, ready: ready)
  }

  private static func plans(in database: SeededDatabase) throws -> [String] {
    try database.store.read { try $0.rows("SELECT id FROM plans ORDER BY id") }
      .compactMap { $0.text("id") }
  }

  private func names(_ prefix: String) throws -> [String] {
    try server.databases(startingWith: prefix).map(\.name)
  }

  @Test
  func `databases are made ahead, are each a test's own, and go with it`() throws {
    defer { postgres.stop() }
    do {
      let pool = try Self.pool(of: folder.path, on: postgres.url)
      pool.settle()
      let ready = try names("seedbed_test_")
      #expect(ready.count == 2)
      do {
        let first = try pool.take()
        let second = try pool.take()
        #expect(ready.map { server.url(of: $0) } == [first.url, second.url])
        try first.store.transaction { _ = try $0.execute("DELETE FROM plans") }
        #expect(try Self.plans(in: first) == [])
        #expect(try Self.plans(in: second) == ["free", "paid"])
        #expect(try second.store.read { try TestMark.name(in: $0.session) } == "test")
      }
      pool.settle()
      #expect(try Set(names("seedbed_test_")).isDisjoint(with: ready))
    }
    #expect(try names("seedbed_test_") == [])
    #expect(try names("seedbed_template_").count == 1)
  }

  @Test
  func `history is loaded where it is wanted, into a template of its own`() throws {
    defer { postgres.stop() }
    let history = "\(folder.path)/seeds/history"
    let pool = try Self.pool(of: folder.path, on: postgres.url, history: history)
    #expect(try Self.plans(in: pool.take()) == ["free", "paid", "school", "team"])
    try folder.write("id,price\nteam,19\nschool,1\n", to: "seeds/history/plans.csv")
    // Other bytes want another template, and its role is there already.
    let problem = #expect(throws: Diagnostic.self) {
      try Self.pool(of: folder.path, on: postgres.url, history: history)
    }
    #expect(problem?.cause?.contains("role \"made_once\" already exists") == true)
    #expect(try names("seedbed_template_").count == 1)
  }

  @Test
  func `what a killed run left is dropped by the next, and nothing of a run at work`() async throws
  {
    defer { postgres.stop() }
    let atWork = try Self.pool(of: folder.path, on: postgres.url)
    let kept = try atWork.take()
    atWork.settle()
    let before = try names("seedbed_test_")
    #expect(before.count == 3)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [files = folder.path as String, url = postgres.url as String] in
      let pool = try Self.pool(of: files, on: url)
      let database = try pool.take()
      pool.settle()
      withExtendedLifetime((pool, database)) { _ = kill(getpid(), SIGKILL) }
    }
    #expect(try names("seedbed_test_").count == 6)
    // The server takes a moment to notice.
    while try server.databases(startingWith: "seedbed_test_").filter(\.isInUse).count > 3 {
      try await Task.sleep(for: .milliseconds(20))
    }
    let next = try Self.pool(of: folder.path, on: postgres.url)
    next.settle()
    let after = try names("seedbed_test_")
    #expect(after.count == 5)
    #expect(Set(before).isSubset(of: after))
    #expect(try Self.plans(in: kept) == ["free", "paid"])
    withExtendedLifetime((atWork, next)) {}
  }

  @Test
  func `two processes that want the same template at once make it once`() async throws {
    defer { postgres.stop() }
    let (files, url) = (folder.path, postgres.url)
    async let one: Void = Self.useOnce(files, url)
    async let other: Void = Self.useOnce(files, url)
    _ = await (one, other)
    #expect(try names("seedbed_template_").count == 1)
    // No draft is left, of whichever came second.
    #expect(try names("seedbed_test_").filter { $0.hasSuffix("_1") } == [])
  }

  private static func useOnce(_ files: String, _ url: String) async {
    await #expect(processExitsWith: .success) { [files = files as String, url = url as String] in
      let pool = try Self.pool(of: files, on: url)
      try #require(try Self.plans(in: pool.take()) == ["free", "paid"])
    }
  }

  @Test
  func `a pool is on a server`() throws {
    defer { postgres.stop() }
    let problem = #expect(throws: Diagnostic.self) {
      try Self.pool(of: folder.path, on: "tests.sqlite")
    }
    #expect(problem?.message == "a pool is on a PostgreSQL server, and tests.sqlite is a file")
  }
}

import Dispatch
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Synchronization
import Testing

/// What a person is told when PostgreSQL cannot.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresFailureTests {
  private func failure(_ url: String) throws -> Diagnostic {
    try #require(#expect(throws: Diagnostic.self) { _ = try PostgresStore(url: url) })
  }

  @Test
  func `a server that is not there is named, without the password`() throws {
    let listener = try LoopbackListener()
    let port = listener.port
    listener.close()
    let problem = try failure("postgres://ada:opensesame@127.0.0.1:\(port)/shop")
    #expect(problem.code == .storeOpen)
    #expect(
      problem.message == "cannot connect to postgres://ada:[redacted]@127.0.0.1:\(port)/shop")
    #expect(problem.help == "is the server running, and is the address right?")
    #expect(!"\(problem)".contains("opensesame"))
  }

  @Test
  func `a database that does not exist is named`() throws {
    let server = try TemporaryPostgres.shared.get()
    let problem = try failure("postgres://seedbed@127.0.0.1:\(server.port)/nowhere")
    #expect(problem.code == .storeOpen)
    #expect(problem.cause?.contains(#"database "nowhere" does not exist"#) == true)
    #expect(problem.help == "create it, for example with createdb, or check the address")
  }

  @Test(arguments: [
    ("nobody@127.0.0.1:PORT/postgres", "create the role, for example with createuser"),
    ("seedbed@127.0.0.1:PORT/postgres?foo=abc", "libpq does not know it"),
    ("seedbed@127.0.0.1:PORT/postgres?sslmode=abc", "libpq cannot read this part of it"),
    ("seedbed@no-such-host.invalid:PORT/postgres", "no machine has this name"),
  ])
  func `what stops a connection says what to do about it`(address: String, help: String) throws {
    let port = try TemporaryPostgres.shared.get().port
    let problem = try failure("postgres://\(address.replacing("PORT", with: "\(port)"))")
    #expect(problem.help?.contains(help) == true, "\(problem)")
  }

  @Test
  func `a role without rights is told so, and nothing is changed`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let store = try PostgresStore(url: url)
    try store.transaction {
      try $0.executeScript(
        "CREATE TABLE t (n int); CREATE ROLE \"guest\" LOGIN; GRANT SELECT ON t TO guest")
    }
    let guest = try PostgresStore(url: url.replacing("seedbed@", with: "guest@"))
    let problem = #expect(throws: Diagnostic.self) {
      try guest.transaction { _ = try $0.execute("INSERT INTO t VALUES (1)") }
    }
    #expect(problem?.code == .storeWrite)
    #expect(try store.read { try $0.rows("SELECT n FROM t").count } == 0)
  }

  @Test
  func `a statement that takes too long is given up`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let store = try PostgresStore(url: "\(url)?statement_timeout=50ms")
    let problem = #expect(throws: Diagnostic.self) {
      try store.read { _ = try $0.rows("SELECT pg_sleep(20)") }
    }
    #expect(problem?.code == .storeCancelled)
  }

  @Test
  func `a length of time that is none is a wrong address`() throws {
    let problem = try failure("postgres://127.0.0.1/x?lock_timeout=soon")
    #expect(problem.code == .storeURL)
    #expect(problem.message == "'soon' is no length of time for lock_timeout")
  }

  @Test
  func `a server that goes away is a loss, and comes back as if nothing was`() throws {
    let server = try TemporaryPostgres.own()
    let store = try PostgresStore(url: try server.database())
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { session in
        try session.execute("CREATE TABLE t (n int)")
        server.stop()
        try session.execute("INSERT INTO t VALUES (1)")
      }
    }
    #expect(problem?.code == .storeLost)
  }

  @Test
  func `transactions that lock each other out are run again, and lose no change`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let store = try PostgresStore(url: url)
    try store.transaction {
      try $0.executeScript(
        "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0)")
    }
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      for _ in 0..<5 {
        do {
          try store.transaction { session in
            for id in place == 0 ? [1, 2] : [2, 1] {
              try session.execute("UPDATE t SET n = n + 1 WHERE id = $1", [.int(Int64(id))])
              _ = try session.rows("SELECT pg_sleep(0.02)")
            }
          }
        } catch {
          problems.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(problems.withLock { $0 } == [])
    #expect(
      try store.read { try $0.rows("SELECT n FROM t ORDER BY id").map { $0.integer("n") } } == [
        10, 10,
      ])
  }

  @Test
  func `NUL in a text is refused with its row, and the others are written`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    let pages = CollectionSchema(
      name: "pages",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "title", type: .text),
      ])
    try store.transaction(.structure) { try $0.apply(.createCollection(pages)) }
    var batch = RowBatch(columnCount: 2)
    for (id, title) in [(1, "one"), (2, "t\0wo"), (3, "a\tb\\c\nd\r")] {
      batch.append(int: Int64(id))
      batch.append(text: title.utf8)
    }
    let outcome = try store.transaction {
      try $0.insert(
        batch, into: InsertTarget(schema: pages, columns: ["id", "title"], conflict: .keep))
    }
    #expect(outcome.written == 2)
    #expect(outcome.refused.map { "\($0.row) \($0.code)" } == ["1 store.text-nul"])
    let titles = try store.read { try $0.rows("SELECT title FROM pages ORDER BY id") }
    #expect(titles.map { $0.text("title") } == ["one", "a\tb\\c\nd\r"])
  }
}

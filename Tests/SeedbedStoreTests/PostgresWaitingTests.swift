import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// Connections that stay and bring nothing any more, as behind a proxy, a firewall or a cable that was cut.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresWaitingTests {
  private let proxy: DroppingProxy
  private let store: PostgresStore
  private let direct: PostgresStore
  private let url: String
  private let numbers = CollectionSchema(
    name: "numbers", columns: [.init(name: "n", type: .int, isPrimaryKey: true)])

  init() throws {
    let server = try TemporaryPostgres.shared.get()
    url = try server.database()
    proxy = try DroppingProxy(to: server.port)
    store = try PostgresStore(
      url: url.replacing(":\(server.port)/", with: ":\(proxy.port)/"),
      patience: .milliseconds(50))
    direct = try PostgresStore(url: url)
    try direct.transaction(.structure) { [numbers] in try $0.apply(.createCollection(numbers)) }
  }

  private func rows(_ count: Int) -> RowBatch {
    var batch = RowBatch(columnCount: 1)
    for n in 1...count { batch.append(int: Int64(n)) }
    return batch
  }

  private var target: InsertTarget {
    InsertTarget(schema: numbers, columns: ["n"], conflict: .fail)
  }

  private func count() throws -> Int64? {
    try direct.read { try $0.rows("SELECT count(*) AS n FROM numbers").first?.integer("n") }
  }

  /// Runs `body` in a transaction on a connection on which nothing passes one way any more.
  private func losing(
    _ way: DroppingProxy.Way, _ body: (any StoreSession) throws -> Void
  ) throws {
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { session in
        try session.execute("INSERT INTO numbers VALUES (0)")
        proxy.swallow(way)
        try body(session)
      }
    }
    #expect(problem?.code == .storeLost)
    #expect(try count() == 0)
    // The session was ended, and with it the locks of its transaction.
    _ = try direct.transaction(.structure) { try $0.execute("LOCK TABLE numbers") }
  }

  @Test(arguments: [DroppingProxy.Way.requests, .answers])
  func `a statement without an answer ends`(way: DroppingProxy.Way) throws {
    defer { proxy.stop() }
    try losing(way) { _ = try $0.execute("UPDATE numbers SET n = n + 1") }
  }

  @Test(arguments: [DroppingProxy.Way.requests, .answers])
  func `a copy whose rows or answer do not arrive ends`(way: DroppingProxy.Way) throws {
    defer { proxy.stop() }
    try losing(way) { [target] in _ = try $0.insert(rows(300_000), into: target) }
  }

  @Test(arguments: [DroppingProxy.Way.requests, .answers])
  func `a script without an answer ends`(way: DroppingProxy.Way) throws {
    defer { proxy.stop() }
    try losing(way) { try $0.executeScript("UPDATE numbers SET n = 1; SELECT 1;") }
  }

  @Test func `a question without an answer ends`() throws {
    defer { proxy.stop() }
    let problem = #expect(throws: Diagnostic.self) {
      try store.read { session in
        proxy.swallow(.answers)
        _ = try session.rows("SELECT 1")
      }
    }
    #expect(problem?.code == .storeLost)
    #expect(try store.read { try $0.rows("SELECT 1 AS one") }.count == 1)
  }

  @Test func `a statement that takes longer than the client's patience is waited for`() throws {
    defer { proxy.stop() }
    try store.transaction { _ = try $0.rows("SELECT pg_sleep(0.6)") }
    try store.runAlone("SELECT pg_sleep(0.6)")
  }

  @Test func `a holder whose lock's connection is lost fails once another took the lock`() throws {
    defer { proxy.stop() }
    let holder = LockHolder(purpose: "a run") { Timestamp(seconds: 1_800_000_000) }
    let lost = try store.acquireLock(holder)
    let other = try PostgresStore(url: "\(url)?lock_timeout=200ms")
    try store.transaction { session in
      try session.execute("INSERT INTO numbers VALUES (1)")
      _ = try direct.read {
        try $0.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
      }
      // The open transaction keeps the lease.
      let problem = #expect(throws: Diagnostic.self) { try other.acquireLock(holder) }
      #expect(problem?.code == .storeBusy)
    }
    let lock = try other.acquireLock(holder)
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { _ = try $0.execute("INSERT INTO numbers VALUES (2)") }
    }
    #expect(problem?.code == .storeLockLost)
    #expect(try count() == 1)
    try lost.release()
    try lock.release()
  }

  @Test func `a server that takes a connection and says nothing is given up`() throws {
    let silent = try LoopbackListener()
    defer { silent.close() }
    let problem = #expect(throws: Diagnostic.self) {
      try PostgresStore(url: "postgres://nobody@127.0.0.1:\(silent.port)/none?connect_timeout=2")
    }
    #expect(problem?.code == .storeOpen)
  }
}

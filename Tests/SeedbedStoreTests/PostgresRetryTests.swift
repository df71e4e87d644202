import Dispatch
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Synchronization
import Testing

/// Transactions that the server ends in favour of others.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresRetryTests {
  @Test
  func `a serialisation failure has the whole transaction run again`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    try PostgresStore(url: url).transaction { session in
      try session.executeScript("CREATE TABLE t (n int); INSERT INTO t VALUES (0)")
      try session.execute(
        """
        DO $$ BEGIN EXECUTE format(
          'ALTER DATABASE %I SET default_transaction_isolation = serializable', current_database());
        END $$
        """)
    }
    let store = try PostgresStore(url: url)
    let runs = Mutex(0)
    let both = DispatchGroup()
    let problems = Mutex<[String]>([])
    both.enter()
    both.enter()
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      do {
        let isFirst = Mutex(true)
        try store.transaction { session in
          runs.withLock { $0 += 1 }
          let seen = try session.rows("SELECT n FROM t").first?.integer("n") ?? -1
          // Each has read before either writes.
          if isFirst.withLock({ first in
            defer { first = false }
            return first
          }) {
            both.leave()
            both.wait()
          }
          try session.execute("UPDATE t SET n = $1", [.int(seen + 1)])
        }
      } catch {
        problems.withLock { $0.append("\(error)") }
      }
    }
    #expect(problems.withLock { $0 } == [])
    #expect(runs.withLock { $0 } == 3)
    #expect(try store.read { try $0.rows("SELECT n FROM t").first?.integer("n") } == 2)
  }

  @Test
  func `one that fails every time is reported, with nothing kept`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    try store.transaction { _ = try $0.execute("CREATE TABLE t (n int)") }
    var runs = 0
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { session in
        runs += 1
        try session.execute("INSERT INTO t VALUES (1)")
        try session.execute(
          "DO $$ BEGIN RAISE EXCEPTION 'others first' USING ERRCODE = '40001'; END $$")
      }
    }
    #expect(runs == 4)
    #expect(problem?.code == .storeBusy)
    #expect(try store.read { try $0.rows("SELECT n FROM t").count } == 0)
  }
}

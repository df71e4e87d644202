import Dispatch
import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// Connections that break at a commit.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresCommitTests {
  private let proxy: DroppingProxy
  private let store: PostgresStore

  init() throws {
    let server = try TemporaryPostgres.shared.get()
    let url = try server.database()
    proxy = try DroppingProxy(to: server.port)
    store = try PostgresStore(
      url: url.replacing(":\(server.port)/", with: ":\(proxy.port)/"),
      patience: .milliseconds(50))
    try store.transaction { session in
      try session.executeScript("CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)")
    }
  }

  private func count() throws -> Int64? {
    try store.read { try $0.rows("SELECT n FROM counter").first?.integer("n") }
  }

  @Test
  func `ten commits whose answer was lost count once each`() throws {
    defer { proxy.stop() }
    for _ in 1...10 {
      proxy.breakNextCommit(.after)
      try store.transaction { _ = try $0.execute("UPDATE counter SET n = n + 1") }
    }
    #expect(try count() == 10)
  }

  @Test
  func `a commit whose answer never comes is waited for no longer than the server works on it`()
    throws
  {
    defer { proxy.stop() }
    for _ in 1...2 {
      proxy.breakNextCommit(.unanswered)
      try store.transaction { _ = try $0.execute("UPDATE counter SET n = n + 1") }
    }
    #expect(try count() == 2)
  }

  @Test
  func `a commit that takes longer than the client's patience is waited for`() throws {
    defer { proxy.stop() }
    try store.transaction { session in
      try session.executeScript(
        """
        CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER slow AFTER UPDATE ON counter DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION slow();
        """)
    }
    try store.transaction { _ = try $0.execute("UPDATE counter SET n = n + 1") }
    #expect(try count() == 1)
  }

  @Test
  func `a commit the server never heard of is a loss, with nothing kept`() throws {
    defer { proxy.stop() }
    proxy.breakNextCommit(.before)
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { _ = try $0.execute("UPDATE counter SET n = n + 1") }
    }
    #expect(problem?.code == .storeLost)
    #expect(try count() == 0)
  }
}

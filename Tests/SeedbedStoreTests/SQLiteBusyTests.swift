import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@Suite(.blocking)
struct SQLiteBusyTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("test.sqlite")
  }

  @Test
  func `a write lock held elsewhere is waited for no longer than the timeout`() throws {
    let store = try SQLiteStore(path: path)
    let other = try SQLiteStore(path: path, busyTimeout: 0.2)
    let started = ContinuousClock.now
    let problem = try store.transaction { _ in
      #expect(throws: Diagnostic.self) { try other.transaction { _ in } }
    }
    #expect(problem?.code == .storeBusy)
    #expect(problem?.message == "\(path) is busy: another process holds a transaction")
    let waited = ContinuousClock.now - started
    #expect(waited > .milliseconds(150))
    #expect(waited < .seconds(5))
  }

  @Test
  func `a reader does not wait for a writer`() throws {
    let store = try SQLiteStore(path: path)
    let other = try SQLiteStore(path: path, busyTimeout: 0.1)
    try store.transaction { _ in
      let names = try other.read { try $0.collectionNames() }
      #expect(names.isEmpty)
    }
  }

  @Test
  func `a writer that waits goes on when the other has ended`() async throws {
    let store = try SQLiteStore(path: path)
    let other = try SQLiteStore(path: path, busyTimeout: 20)
    try store.transaction(.structure) { try $0.executeScript("CREATE TABLE t (n INT) STRICT") }
    let (inside, entered) = AsyncStream.makeStream(of: Void.self)
    let first = Task {
      try store.transaction { session in
        entered.finish()
        Thread.sleep(forTimeInterval: 0.2)
        try session.execute("INSERT INTO t VALUES (1)")
      }
    }
    for await _ in inside {}
    let seen = try other.transaction { try $0.rows("SELECT n FROM t").count }
    _ = try await first.value
    #expect(seen == 1)
  }

  @Test(arguments: [true, false])
  func `the lock is not written into a file of somebody else`(isLink: Bool) throws {
    let store = try SQLiteStore(path: path)
    let victim = folder.path("victim.txt")
    let lock = "\(path)-seedbed-lock"
    try "a text of mine".write(toFile: isLink ? victim : lock, atomically: false, encoding: .utf8)
    if isLink {
      try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: victim)
    }
    let holder = LockHolder(
      purpose: "a test", host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier, since: Timestamp(seconds: 1_768_478_400))
    let held = try store.acquireLock(holder)
    let other = try SQLiteStore(path: path)
    #expect(throws: Diagnostic.self) { _ = try other.acquireLock(holder) }
    try held.release()
    #expect(try String(contentsOfFile: isLink ? victim : lock, encoding: .utf8) == "a text of mine")
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a second process is told.
@Suite(.blocking)
struct BusyTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(
      at: CaseTests.folder.appending(path: "a-new-project/input"), to: root)
    let made = try Invocation.seedbed(["migrate", "up", "--test"], in: root)
    #expect(made.status == 0, "\(made.errors)")
  }

  @Test
  func `a second runner is told who holds the database`() throws {
    let store = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite").open()
    let holder = LockHolder(
      purpose: "a long import", host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier, since: Timestamp(seconds: 1_768_478_400))
    try store.asOnlyRunner(holder) { _ in
      let second = try Invocation.seedbed(["seed", "load"], in: root)
      #expect(second.status == 3)
      #expect(second.errors.contains("is busy: 'a long import' (process"))
      #expect(second.errors.contains("since 2026-01-15T12:00:00.000000Z"))
    }
    let third = try Invocation.seedbed(["seed", "load"], in: root)
    #expect(third.status == 0, "\(third.errors)")
  }

  @Test
  func `the lock of a process that was killed is taken over`() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sleep")
    process.arguments = ["60"]
    try process.run()
    let store = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite").open()
    _ = try store.acquireLock(
      LockHolder(
        purpose: "a run", host: ProcessInfo.processInfo.hostName,
        process: process.processIdentifier,
        since: Timestamp(seconds: Int64(Date().timeIntervalSince1970) + 1)))
    #expect(try Invocation.seedbed(["seed", "load"], in: root).status == 3)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let after = try Invocation.seedbed(["seed", "load"], in: root)
    #expect(after.status == 0, "\(after.errors)")
  }

  @Test
  func `another process's transaction makes the database busy, and nothing is changed`() throws {
    let store = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite").open()
    try store.transaction { session in
      try session.execute("INSERT INTO accounts (id, email) VALUES ('held', 'held@example.com')")
      let blocked = try Invocation.seedbed(["seed", "load"], in: root)
      #expect(blocked.status == 3)
      #expect(blocked.errors.contains("is busy: another process holds a transaction"))
    }
    #expect(try store.read { try $0.rows("SELECT id FROM accounts").count } == 1)
  }
}

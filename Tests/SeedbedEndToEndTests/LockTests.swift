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

/// The lock of a database, as a person meets it.
@Suite(.blocking)
struct LockTests {
  private let folder: TemporaryFolder
  private let root: URL
  private var database: String { "sqlite:\(folder.path)/visits.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    root = try VisitsProject(in: folder, records: 5000).root
    let made = try Invocation.seedbed(["migrate", "up"], in: root)
    #expect(made.status == 0, "\(made.errors)")
  }

  private func seedbed(_ arguments: String...) throws -> Invocation {
    try Invocation.seedbed(arguments, in: root)
  }

  /// Stops a process, and changes its database; one that is stopped in a transaction goes on for a moment.
  private func stopBetweenTransactions(
    _ process: Int32, _ body: (any StoreSession) throws -> Void
  ) throws {
    let store = try SQLiteStore(path: folder.path("visits.sqlite"), busyTimeout: 0.2)
    defer { try? store.close() }
    while true {
      kill(process, SIGSTOP)
      do {
        return try store.transaction { try body($0) }
      } catch let problem as Diagnostic where problem.code == .storeBusy {
        kill(process, SIGCONT)
        usleep(50_000)
      }
    }
  }

  @Test
  func `a run whose lock was taken off by force fails, and nothing more of it is kept`() throws {
    let running = try Invocation.start(
      Installation.seedbed, ["backfill", "run", "--batch", "20", "--pause-file", "pause"], in: root)
    try VisitsDump.waitForRecords(of: database, beyond: 0, while: running)
    try folder.write("", to: "pause")
    let held = try seedbed("db", "unlock")
    let named = try seedbed("db", "unlock", "--database", "visits.sqlite")
    // What the other run is called is no command to run.
    #expect(named.output == held.output)
    #expect(named.errors.contains("'seedbed db unlock --database visits.sqlite --force --i-know"))
    #expect(held.status == 3)
    #expect(held.output.contains(/'seedbed backfill run' \(process \d+ on .+\) has the lock of/))
    #expect(held.output.contains("  that process runs\n"), "\(held.output)")
    #expect(held.errors.contains("seedbed db unlock --force --i-know-this-is visits.sqlite"))
    let unnamed = try seedbed("db", "unlock", "--force")
    #expect(unnamed.status == 64)
    let forced = try seedbed("db", "unlock", "--force", "--i-know-this-is", "visits.sqlite")
    #expect(forced.status == 0, "\(forced.output)\(forced.errors)")
    #expect(forced.output.contains("the lock was taken off: what that run does next fails"))
    let records = try VisitsDump.records(of: database)
    #expect(try seedbed("migrate", "up").status == 0)
    try FileManager.default.removeItem(atPath: folder.path("pause"))
    let ended = running.finish()
    #expect(ended.status == 3, "\(ended.output)")
    #expect(ended.errors.contains("this run lost the lock of visits.sqlite"), "\(ended.errors)")
    #expect(try VisitsDump.records(of: database) == records)
    let again = try seedbed("backfill", "run")
    #expect(again.output.contains("going on at byte"), "\(again.output)\(again.errors)")
  }

  @Test
  func
    `a holder that is stopped for longer than a lease lasts keeps its lock, and copies have none`()
    throws
  {
    let running = try Invocation.start(
      Installation.seedbed, ["backfill", "run", "--batch", "20", "--pause-file", "pause"], in: root)
    try VisitsDump.waitForRecords(of: database, beyond: 0, while: running)
    try folder.write("", to: "pause")
    defer { kill(running.process.processIdentifier, SIGCONT) }
    try stopBetweenTransactions(running.process.processIdentifier) { session in
      let past = Value.timestamp(Timestamp(seconds: 1_768_478_400))
      try session.execute("UPDATE seedbed_lease SET renewed = $1", [past])
    }
    #expect(try seedbed("migrate", "up").status == 3)
    #expect(unlink(folder.path("visits.sqlite-seedbed-lock")) == 0)
    #expect(try seedbed("migrate", "up").status == 3)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasPrefix("visits.sqlite") {
      try FileManager.default.copyItem(
        atPath: folder.path(name),
        toPath: folder.path(name.replacing("visits.sqlite", with: "copy.sqlite")))
    }
    let copy = try seedbed("migrate", "up", "--database", "copy.sqlite")
    #expect(copy.status == 0, "\(copy.errors)")
    kill(running.process.processIdentifier, SIGCONT)
    try FileManager.default.removeItem(atPath: folder.path("pause"))
    let ended = running.finish()
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test
  func `a command waits as long as it is told, and says for whom`() throws {
    let store = try StoreURL(database).open()
    try store.asOnlyRunner(LockHolder(purpose: "a long import") { Timestamp(seconds: 0) }) { _ in
      let waited = try seedbed("backfill", "run", "--wait", "300ms")
      #expect(waited.status == 3)
      #expect(waited.errors.contains("is busy: 'a long import' (process"), "\(waited.errors)")
      #expect(waited.errors.contains("note: visits.sqlite is busy"), "\(waited.errors)")
      #expect(waited.errors.contains("; waiting\n"))
      let unclear = try seedbed("backfill", "run", "--wait", "a while")
      #expect(unclear.status == 64)
      #expect(
        unclear.errors.contains("write numbers with ms, s, m (or min), h, d or w, such as"),
        "\(unclear.errors)")
    }
    let next = try seedbed("backfill", "run", "--wait", "1h30m")
    #expect(next.status == 0, "\(next.errors)")
    #expect(!next.errors.contains("waiting"))
  }

  @Test
  func `the lock of a process that is gone is taken off, with words whose it was`() throws {
    let store = try StoreURL(database).open()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sleep")
    process.arguments = ["600"]
    try process.run()
    _ = try store.acquireLock(
      LockHolder(
        purpose: "a run", host: "here", process: process.processIdentifier,
        since: Timestamp(seconds: 1_768_478_400)))
    let lives = try seedbed("db", "unlock", "--json")
    #expect(lives.status == 3)
    #expect(lives.output.contains("\"lock\": \"held\"") && lives.output.contains("\"runs\": true"))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let gone = try seedbed("db", "unlock")
    #expect(gone.status == 0, "\(gone.errors)")
    #expect(
      gone.output == """
          'a run' (process \(process.processIdentifier) on here) has the lock of visits.sqlite since \
        2026-01-15T12:00:00.000000Z, renewed 2026-01-15T12:00:00.000000Z
          that process is gone
          the lock was taken off

        """)
    #expect(try seedbed("db", "unlock").output == "  nobody has the lock of visits.sqlite\n")
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A pooler in transaction mode stands between, so that connections are not the store's own.
@Suite(
  .blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
  .enabled(if: TemporaryPooler.isInstalled, "\(TemporaryPooler.skipMessage)"))
struct PostgresPoolerTests {
  private let pooler: TemporaryPooler
  private let url: String

  init() throws {
    let server = try TemporaryPostgres.shared.get()
    pooler = try TemporaryPooler(before: server.port)
    url = pooler.url(of: try server.database(), at: server.port)
    let deadline = ContinuousClock.now + .seconds(20)
    while (try? PostgresStore(url: url)) == nil, ContinuousClock.now < deadline {
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  private func holder(_ purpose: String) -> LockHolder {
    LockHolder(
      purpose: purpose, host: ProcessInfo.processInfo.hostName,
      process: ProcessInfo.processInfo.processIdentifier, since: Timestamp(seconds: 1_768_478_400))
  }

  @Test
  func `the row keeps a second runner out where the advisory lock is everybody's`() throws {
    defer { pooler.stop() }
    let (first, second) = (try PostgresStore(url: url), try PostgresStore(url: url))
    let lock = try first.acquireLock(holder("a long import"))
    let problem = #expect(throws: Diagnostic.self) {
      _ = try second.acquireLock(holder("another"))
    }
    #expect(problem?.code == .storeBusy)
    #expect(problem?.message.contains("is busy: 'a long import'") == true)
    try first.transaction { try lock.renew(in: $0, at: Timestamp(seconds: 1_768_478_410)) }
    try lock.release()
    try second.acquireLock(holder("another")).release()
  }

  @Test
  func `a lock is waited for, and had once its holder lets go`() throws {
    defer { pooler.stop() }
    let (first, second) = (try PostgresStore(url: url), try PostgresStore(url: url))
    let lock = try first.acquireLock(holder("a long import"))
    var patient = holder("another")
    patient.wait = LockWait(.seconds(60), isInterrupted: { false }) { step in
      if case .begins = step { try? lock.release() }
    }
    let problem = try second.asOnlyRunner(patient) { _ in
      #expect(throws: Diagnostic.self) { _ = try first.acquireLock(holder("a third")) }
    }
    #expect(problem?.code == .storeBusy)
  }

  @Test
  func `batches, cursors and structure work through it`() throws {
    defer { pooler.stop() }
    let store = try PostgresStore(url: url)
    let pages = CollectionSchema(
      name: "pages",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "title", type: .text),
      ])
    try store.transaction(.structure) { try $0.apply(.createCollection(pages)) }
    var batch = RowBatch(columnCount: 2)
    for id in 1...5000 {
      batch.append(int: Int64(id))
      batch.append(text: "page \(id)".utf8)
    }
    let target = InsertTarget(schema: pages, columns: ["id", "title"], conflict: .keep)
    for (written, present) in [(5000, 0), (0, 5000)] {
      let outcome = try store.transaction { try $0.insert(batch, into: target) }
      #expect(outcome.written == written)
      #expect(outcome.present.count == present)
    }
    var sum: Int64 = 0
    try store.read { session in
      try session.forEachRow("SELECT id FROM pages ORDER BY id", []) {
        sum += $0.integer("id") ?? 0
      }
    }
    #expect(sum == 12_502_500)
  }

  @Test
  func `a sign of life is refused, since it would not end with the program`() throws {
    defer { pooler.stop() }
    let problem = #expect(throws: Diagnostic.self) { try PostgresServer(url: url).hold(1) }
    #expect(problem?.code == .storePooled)
    #expect(problem?.help == "name the server itself")
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import Synchronization
import Testing

@testable import SeedbedGolden

/// A verification that takes longer than a minute keeps its lock.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct LockRenewalTests {
  private let service: TestService
  private let store: SQLiteStore
  private let time = Time()

  /// A clock that goes on with each operation that is asked.
  private final class Time: Sendable {
    private let seconds = Mutex<Int64>(1_768_478_400)

    var now: Timestamp { seconds.withLock { Timestamp(seconds: $0) } }

    func pass(_ more: Int64) { seconds.withLock { $0 += more } }
  }

  init() throws {
    service = try TestService()
    store = try SQLiteStore(path: "\(service.folder.path)/shop.sqlite")
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL) STRICT;
        INSERT INTO orders VALUES ('one');
        """)
    }
  }

  private func holder(_ purpose: String, on host: String) -> LockHolder {
    LockHolder(
      purpose: purpose, host: host,
      identity: ProcessIdentity(system: host, number: 1, start: "1"), locksFiles: false,
      clock: { [time] in time.now })
  }

  private func run(
    _ asked: @escaping @Sendable () -> Void
  ) async throws -> VerifyOutcome {
    let calls = (1...4).map { "  - {call: \"GET /api/total?n=\($0)\"}\n" }.joined()
    return try await Verification(
      try service.document(service.definition() + "endpoints:\n" + calls),
      environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store, holder: holder("a long run", on: "here")) { _ in }),
      settings: .init(
        repeats: 1, concurrency: 1,
        progress: { step in
          if case .asked = step { asked() }
        })
    ).run()
  }

  @Test func `nobody elsewhere takes over while calls are asked`() async throws {
    let path = "\(service.folder.path)/shop.sqlite"
    let refused = Mutex<[String]>([])
    let other = holder("another", on: "elsewhere")
    let outcome = try await run { [time] in
      time.pass(40)
      do {
        _ = try SQLiteStore(path: path).acquireLock(other)
        refused.withLock { $0.append("taken") }
      } catch {
        refused.withLock { $0.append((error as? Diagnostic)?.code.name ?? "?") }
      }
    }
    #expect(outcome.coverage == Fraction(4, of: 4))
    #expect(Set(refused.withLock { $0 }) == ["store.busy"])
  }

  @Test func `a run whose lock was taken over ends, and leaves the rows to who has it`()
    async throws
  {
    let path = "\(service.folder.path)/shop.sqlite"
    let other = holder("another", on: "elsewhere")
    let problem = await #expect(throws: Diagnostic.self) {
      try await run { [time] in
        time.pass(90)
        _ = try? SQLiteStore(path: path).acquireLock(other)
      }
    }
    #expect(problem?.code == .storeLockLost)
    let next = try SQLiteStore(path: path)
    try ProofDatabase.putBack(on: next)
    #expect(try store.read { try $0.rows("SELECT id FROM orders") }.count == 1)
    #expect(try !store.read { try ProofDatabase.isUnderWay(in: $0) })
  }
}

import Foundation
import SeedbedCore

/// A database of a server on which everything can be tried: all that is done to it is one transaction, which is
/// rolled back.
final class PostgresRehearsal: Store {
  let engine = StoreEngine.postgres
  let name: String
  private let store: PostgresStore
  private let connection: PostgresConnection
  /// One thread at a time has the connection.
  private let turn = NSRecursiveLock()

  init(of store: PostgresStore) throws {
    self.store = store
    name = store.name
    connection = try store.translating { try store.begun("BEGIN") }
  }

  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    try atomically(body)
  }

  func transaction<Result>(
    _ kind: TransactionKind, _ body: (any StoreSession) throws -> Result
  ) throws -> Result {
    try atomically { session in
      let result = try body(session)
      try checkDeferred()
      return result
    }
  }

  func runAlone(_ sql: String) throws {
    try transaction { _ = try $0.execute(sql, []) }
  }

  func acquireLock(_ holder: LockHolder) throws -> any RunnerLock {
    // To build them would hold up whoever works on the collection.
    if try read({ try IndexesAside.isAny(in: $0) }) {
      throw Diagnostic(
        .storeBusy, "indexes of \(name) are away: a load works without them, or was killed",
        help: "nothing was changed; 'seedbed backfill status' says of which collection")
    }
    return RehearsalLock()
  }

  func lockState(seenBy observer: LockHolder) throws -> LockState { .free }

  func breakLock() {}

  func share(
    pieces: [String], as holder: LockHolder, _ work: () throws -> String
  ) throws -> any SharedWork {
    throw Diagnostic(.storeUnshared, "what is only tried is not shared")
  }

  func interrupt() { connection.cancel() }

  func close() throws {
    turn.withLock { _ = try? connection.run("ROLLBACK") }
    try store.close()
  }

  private func atomically<Result>(
    _ body: (any StoreSession) throws -> Result
  ) throws -> Result {
    turn.lock()
    defer { turn.unlock() }
    return try store.translating {
      let point = "seedbed_rehearsal_\(connection.nextNumber())"
      try connection.run("SAVEPOINT \(point)")
      do {
        let result = try body(PostgresSession(connection))
        // Sequences are not rolled back, so none is moved.
        _ = connection.takeKeys()
        try connection.run("RELEASE SAVEPOINT \(point)")
        return result
      } catch {
        _ = try? connection.run("ROLLBACK TO SAVEPOINT \(point); RELEASE SAVEPOINT \(point)")
        throw error
      }
    }
  }

  /// What a commit would check; the constraints wait as before afterwards.
  private func checkDeferred() throws {
    let point = "seedbed_check_\(connection.nextNumber())"
    try connection.run("SAVEPOINT \(point); SET CONSTRAINTS ALL IMMEDIATE")
    try connection.run("ROLLBACK TO SAVEPOINT \(point); RELEASE SAVEPOINT \(point)")
  }
}

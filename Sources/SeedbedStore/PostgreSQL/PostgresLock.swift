import Foundation
import SeedbedCore

/// The one-runner lock of a PostgreSQL database: an advisory lock on a connection of its own, and a row
/// that names the holder.
///
/// The server frees the advisory lock when the holder's connection ends, however it ends. Behind a pooler, which
/// keeps connections and lends them on, it is the lock of a transaction, open as long as the run works. The row
/// counts by itself too, for a minute after its last renewal, where the advisory lock proves nothing: on engines
/// that have none, and where an earlier version left it with a pooler.
struct PostgresLock: RunnerLock {
  /// Two halves of a key that no other program is likely to use: "seed", "bed!".
  private static let key = "\(keyHalves.0), \(keyHalves.1)"
  private static let keyHalves = (1_936_024_932, 1_650_811_937)
  /// Held for the moment in which tables of the store's own are made: "seed", "made".
  static let structureKey = "1936024932, 1835099237"

  private let store: PostgresStore
  private let lease: Lease
  /// The numbers under which the store keeps the connections it needs, that of the advisory lock first.
  private let numbers: [Int]

  static func acquire(_ holder: LockHolder, on store: PostgresStore) throws -> PostgresLock {
    let connection = try store.connect()
    try Leases.prepare(on: store)
    var tries = 0
    while try !takeAdvisory(on: connection) {
      let rows = try store.read { try Leases.rows(in: $0) }
      // The server takes a moment to notice that a process was killed.
      guard tries < 40, rows.allSatisfy({ holder.processes.isRunning($0.identity) == false }) else {
        throw rows.isEmpty ? try left(store, holder) : holder.busy(rows, in: store.name)
      }
      tries += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    let lease = try freeingAtError(connection) { backend in
      let lease = Lease(of: holder, backend: backend ?? "")
      try store.transaction { session in
        try requireNoRunner(beside: backend, holder, store, in: session)
        try lease.take(in: session)
      }
      return lease
    }
    store.fence.close(by: lease)
    return PostgresLock(store: store, lease: lease, numbers: [store.keep(connection)])
  }

  /// Takes the lock in the way that several can hold it together, and a single runner not beside them.
  static func share(with holder: LockHolder, on store: PostgresStore) throws -> PostgresLock {
    let connection = try store.connect()
    try Leases.prepare(on: store)
    guard
      try take(
        "pg_try_advisory_lock_shared", or: "pg_try_advisory_xact_lock_shared", on: connection)
    else {
      let rows = try store.read { try Leases.rows(in: $0) }
      throw rows.isEmpty ? try left(store, holder) : holder.busy(rows, in: store.name)
    }
    let lease = try freeingAtError(connection) { backend in
      // One at a time, since each takes the next number.
      try store.transaction(.structure) { session in
        try requireNoRunner(beside: backend, holder, store, in: session)
        let rows = try Leases.rows(in: session)
        let last = rows.map(\.id).max() ?? 1
        let lease = Lease(of: holder, id: last + 1, backend: backend ?? "")
        for row in rows
        where holder.processes.isRunning(row.identity) == false || row.isAlone {
          try Leases.remove(row, in: session)
        }
        try lease.add(in: session)
        return lease
      }
    }
    // A pooler's connection has the lock in a transaction that stays open.
    let others = connection.isInTransaction ? [store.keep(try store.connect())] : []
    store.fence.close(by: lease)
    return PostgresLock(store: store, lease: lease, numbers: [store.keep(connection)] + others)
  }

  /// - Throws: `Diagnostic` when a runner without others is at work, though the advisory lock could be had.
  private static func requireNoRunner(
    beside backend: String?, _ holder: LockHolder, _ store: PostgresStore,
    in session: any StoreSession
  ) throws {
    guard let row = try Leases.row(in: session),
      try isHeld(row, against: holder, sharing: backend, in: session)
    else { return }
    throw holder.busy([row], in: store.name)
  }

  /// The connection on which work that is shared claims its pieces.
  func claims() throws -> PostgresConnection {
    guard let connection = numbers.last.flatMap({ store.connection(ofLock: $0) }) else {
      throw LockFence.lost(store.name)
    }
    return connection
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    // Over its own connections, which are found out here to be gone.
    let isConnected = numbers.allSatisfy { number in
      store.connection(ofLock: number).flatMap { try? $0.run("SELECT 1") } != nil
    }
    guard try isConnected && lease.renew(in: session, at: now) else {
      throw LockFence.lost(store.name, in: session)
    }
  }

  func release() throws {
    store.fence.open()
    defer {
      for number in numbers {
        if let connection = store.connection(ofLock: number) { Self.freeAdvisory(on: connection) }
        store.releaseConnection(ofLock: number)
      }
    }
    try lease.release(on: store)
  }

  /// Takes the lease on behalf of who has the advisory lock, which is free again where that is refused.
  private static func freeingAtError(
    _ connection: PostgresConnection, _ take: (_ backend: String?) throws -> Lease
  ) throws -> Lease {
    do {
      return try take(backend(of: connection))
    } catch {
      freeAdvisory(on: connection)
      throw error
    }
  }

  /// The server takes a moment to end a connection; the next runner need not wait for that.
  private static func freeAdvisory(on connection: PostgresConnection) {
    _ = try? connection.run(
      connection.isInTransaction ? "ROLLBACK" : "SELECT pg_advisory_unlock_all()")
  }

  /// Ends the connections that have the lock, and the transactions of who has it.
  static func breakLock(of store: PostgresStore) throws {
    try store.connect().run(
      """
      SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE pid <> pg_backend_pid() AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (locktype = 'advisory' AND objsubid = 2 AND CAST(classid AS bigint) = \(keyHalves.0)
          AND CAST(objid AS bigint) = \(keyHalves.1)
          OR relation = CAST(to_regclass('\(Leases.table.name)') AS oid))
      """)
    try Lease.forget(on: store)
  }

  /// Whether the advisory lock is ours now; an engine without any leaves it to the row.
  private static func takeAdvisory(on connection: PostgresConnection) throws -> Bool {
    do {
      return try take("pg_try_advisory_lock", or: "pg_try_advisory_xact_lock", on: connection)
    } catch let error as PostgresError where error.state == "42883" || error.kind == "0A" {
      return true
    }
  }

  /// Takes the lock by `function`, or, on a connection that a pooler would keep, by `pooled` in a transaction
  /// that stays open.
  private static func take(
    _ function: String, or pooled: String, on connection: PostgresConnection
  ) throws -> Bool {
    guard try connection.isPooled() else {
      return try connection.run("SELECT \(function)(\(key))").text(0, 0) == "t"
    }
    // Several tries share the transaction.
    if !connection.isInTransaction {
      try connection.run("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
    }
    return try connection.run("SELECT \(pooled)(\(key))").text(0, 0) == "t"
  }

  /// What is said when the lock is held and no run says that it works.
  private static func left(_ store: PostgresStore, _ observer: LockHolder) throws -> Diagnostic {
    let holder = try advisoryHolder(on: store)
    guard let process = holder?.integer("pid"), holder?.text("state") == "idle" else {
      return observer.busy([], in: store.name)
    }
    return Diagnostic(
      .storeBusy,
      """
      no run works on \(store.name), but its lock belongs to server process \(process), which is idle: a \
      pooler keeps the connection of a run that ended
      """,
      help: """
        nothing was changed; wait until the pooler closes that connection, or end it: 'seedbed db unlock --force \
        \(store.confirmation)'
        """)
  }

  /// The process of the server that has the advisory lock.
  private static func advisoryHolder(on store: PostgresStore) throws -> StoreRow? {
    try store.read { session in
      try session.rows(
        """
        SELECT l.pid, coalesce(a.application_name, '') AS program, coalesce(a.state, '') AS state
        FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND CAST(l.classid AS bigint) = \(keyHalves.0) AND CAST(l.objid AS bigint) = \(keyHalves.1)
        ORDER BY l.pid LIMIT 1
        """
      ).first
    }
  }

  /// Without the lock itself: an engine that has none is told by the row.
  static func state(seenBy observer: LockHolder, on store: PostgresStore) throws -> LockState {
    let isTaken = (try? advisoryHolder(on: store)) != nil
    return try store.read { session in
      let rows = try Leases.rowsIfAny(in: session)
      let records = rows.map { LockRecord($0, seenAmong: observer.processes) }
      if isTaken { return .held(records.first { $0.isRunning != false }) }
      guard let record = records.first else { return .free }
      let isAtWork = try rows.contains {
        try $0.isAlone && isHeld($0, against: observer, sharing: "", in: session)
      }
      return isAtWork ? .held(record) : .left(record)
    }
  }

  /// What tells the server's side of a connection from all others; nil where the engine does not say.
  private static func backend(of connection: PostgresConnection) throws -> String? {
    try? connection.run(
      """
      SELECT pid || '/' || extract(epoch FROM backend_start) FROM pg_stat_activity
      WHERE pid = pg_backend_pid()
      """
    ).text(0, 0)
  }

  /// Whether a row whose advisory lock could be taken all the same is that of a holder at work.
  private static func isHeld(
    _ row: Leases.Row, against holder: LockHolder, sharing backend: String?,
    in session: any StoreSession
  ) throws -> Bool {
    guard holder.processes.isRunning(row.identity) ?? true, holder.isFresh(row) else {
      return false
    }
    // The row came here with a copy.
    if let database = row.database, try database != session.identity() { return false }
    let theirs = row.backend ?? ""
    if theirs.isEmpty || backend == nil || theirs == backend { return true }
    // A connection of its own that ended has freed its lock; one that lives is a pooler's.
    return try !session.rows(
      """
      SELECT 1 FROM pg_stat_activity
      WHERE pid || '/' || extract(epoch FROM backend_start) = $1
      """, [.text(theirs)]
    ).isEmpty
  }
}

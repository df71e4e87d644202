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
  /// The number under which the store keeps the connection that holds the advisory lock.
  private let number: Int

  static func acquire(_ holder: LockHolder, on store: PostgresStore) throws -> PostgresLock {
    let connection = try store.connect()
    var lease = Lease(holder: holder, extra: ("backend", ""))
    try lease.prepare(on: store)
    var tries = 0
    while try !takeAdvisory(on: connection) {
      let row = try store.read { try Lease.row(in: $0) }
      // The server takes a moment to notice that a process was killed.
      guard tries < 40, row.map({ lease.isRunning($0) == false }) ?? true else {
        throw row == nil ? try left(store) : busy(row, store)
      }
      tries += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    let backend = try self.backend(of: connection)
    lease.extra = ("backend", backend ?? "")
    let taken = lease
    try store.transaction { session in
      if let row = try Lease.row(in: session),
        try isHeld(row, against: taken, sharing: backend, in: session)
      {
        throw busy(row, store)
      }
      try taken.take(in: session)
    }
    return PostgresLock(store: store, lease: taken, number: store.keep(connection))
  }

  /// Takes the lock in the way that several can hold it together, and a single runner not beside them.
  ///
  /// - Returns: the number of the lock, by which the store knows its connection.
  static func share(with holder: LockHolder, on store: PostgresStore) throws -> Int {
    let connection = try store.connect()
    guard
      try take(
        "pg_try_advisory_lock_shared", or: "pg_try_advisory_xact_lock_shared", on: connection)
    else {
      let row = try store.read { try Lease.row(in: $0) }
      throw row == nil ? try left(store) : busy(row, store)
    }
    return store.keep(connection)
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    // Over its own connection, which is found out here to be gone.
    guard let connection = store.connection(ofLock: number),
      (try? connection.run("SELECT 1")) != nil
    else { throw Self.lost(store) }
    if try !lease.renew(in: session, at: now) { throw Self.lost(store) }
  }

  func release() throws {
    try lease.release(on: store)
    store.releaseConnection(ofLock: number)
  }

  static func lost(_ store: PostgresStore) -> Diagnostic {
    Diagnostic(
      .storeLockLost, "this run lost the lock of \(store.name)",
      help: "nothing of this batch was kept; see who works on it with 'seedbed backfill status'")
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
  private static func left(_ store: PostgresStore) throws -> Diagnostic {
    let holder = try advisoryHolder(on: store)
    guard let process = holder?.integer("pid"), holder?.text("state") == "idle" else {
      return busy(nil, store)
    }
    return Diagnostic(
      .storeBusy,
      """
      no run works on \(store.name), but its lock belongs to server process \(process), which is idle: a \
      pooler keeps the connection of a run that ended
      """,
      help: """
        nothing was changed; wait until the pooler closes that connection, or end it: SELECT \
        pg_terminate_backend(\(process))
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
    let lease = Lease(holder: observer)
    return try store.read { session in
      guard let row = try Lease.row(in: session) else { return isTaken ? .held(since: nil) : .free }
      if isTaken { return .held(since: lease.isRunning(row) == false ? nil : row.text("since")) }
      return try isHeld(row, against: lease, sharing: "", in: session)
        ? .held(since: row.text("since")) : .free
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
    _ row: StoreRow, against lease: Lease, sharing backend: String?, in session: any StoreSession
  ) throws -> Bool {
    guard lease.isRunning(row) ?? true, lease.isFresh(row) else { return false }
    let theirs = row.text("backend") ?? ""
    if theirs.isEmpty || backend == nil || theirs == backend { return true }
    // A connection of its own that ended has freed its lock; one that lives is a pooler's.
    return try !session.rows(
      """
      SELECT 1 FROM pg_stat_activity
      WHERE pid || '/' || extract(epoch FROM backend_start) = $1
      """, [.text(theirs)]
    ).isEmpty
  }

  static func busy(_ row: StoreRow?, _ store: PostgresStore) -> Diagnostic {
    LockHolder.busy(row, in: store.name)
  }
}

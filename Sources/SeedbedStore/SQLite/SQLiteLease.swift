import SeedbedCore

/// The one-runner lock of an SQLite database: a row that names the holder, written under the write lock.
///
/// A holder on this host that is no longer alive, or one elsewhere that has not renewed for a minute,
/// is replaced.
struct SQLiteLease: RunnerLock {
  let store: SQLiteStore
  let lease: Lease

  static func acquire(_ holder: LockHolder, on store: SQLiteStore) throws -> SQLiteLease {
    let lease = Lease(holder: holder)
    try lease.prepare(on: store)
    try store.transaction { session in
      if let row = try Lease.row(in: session), lease.isRunning(row) ?? lease.isFresh(row) {
        throw LockHolder.busy(row, in: store.name)
      }
      try lease.take(in: session)
    }
    return SQLiteLease(store: store, lease: lease)
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    if try lease.renew(in: session, at: now) { return }
    throw Diagnostic(
      .storeLockLost, "another run took over the lock of \(store.name)",
      help: "nothing of this batch was kept; see who works on it with 'seedbed backfill status'")
  }

  func release() throws { try lease.release(on: store) }
}

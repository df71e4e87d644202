import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one-runner lock of an SQLite database: a locked file beside it, and a row that names the holder.
///
/// The file decides among the processes of one system, containers among them. The row decides by itself where
/// files cannot be locked, and against another system that shares the folder.
struct SQLiteLease: RunnerLock {
  let store: SQLiteStore
  let lease: Lease
  private let file: SQLiteLockFile?

  static func acquire(_ holder: LockHolder, on store: SQLiteStore) throws -> SQLiteLease {
    let lease = Lease(holder: holder)
    try lease.prepare(on: store)
    // The lock of a file would be this process's, whatever the holder says.
    let isOwn = holder.process == getpid()
    let attempt = isOwn ? SQLiteLockFile.take(besides: store.name, as: holder) : .unknown
    let file: SQLiteLockFile?
    switch attempt {
    case .held(let held): file = held
    case .unknown: file = nil
    case .taken: throw LockHolder.busy(try store.read { try Lease.row(in: $0) }, in: store.name)
    }
    do {
      try store.transaction { session in
        if let row = try Lease.row(in: session), lease.isHeld(row, besides: file) {
          throw LockHolder.busy(row, in: store.name)
        }
        try lease.take(in: session)
      }
    } catch {
      file?.release()
      throw error
    }
    if let file { store.keep(file) }
    return SQLiteLease(store: store, lease: lease, file: file)
  }

  static func state(seenBy observer: LockHolder, on store: SQLiteStore) throws -> LockState {
    let row = try store.read { try Lease.row(in: $0) }
    let lease = Lease(holder: observer)
    let file = SQLiteLockFile.look(besides: store.name)
    if file?.isTaken ?? false {
      return .held(since: row.flatMap { lease.isRunning($0) == false ? nil : $0.text("since") })
    }
    guard let row, !SQLiteLockFile.isWord(file?.word, of: row), lease.isHeld(row, besides: nil)
    else { return .free }
    return .held(since: row.text("since"))
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    if try lease.renew(in: session, at: now) { return }
    throw Diagnostic(
      .storeLockLost, "another run took over the lock of \(store.name)",
      help: "nothing of this batch was kept; see who works on it with 'seedbed backfill status'")
  }

  func release() throws {
    try lease.release(on: store)
    file?.release()
  }
}

extension Lease {
  /// Whether a row is that of a holder at work, as far as can be told here.
  fileprivate func isHeld(_ row: StoreRow, besides file: SQLiteLockFile?) -> Bool {
    if file?.isLeft(by: row) ?? false { return false }
    let process = Int32(truncatingIfNeeded: row.integer("process") ?? 0)
    guard row.text("host") == holder.host else { return isFresh(row) }
    if process == getpid() { return false }
    // The number of a process is given out again.
    if let start = ProcessStart.of(process), let since = row.text("since"),
      start.adding(seconds: -2).description > since
    {
      return false
    }
    return isRunning(row) ?? isFresh(row)
  }
}

import SeedbedCore

/// The one-runner lock of an SQLite database: a locked file beside it, and a row that names the holder.
///
/// The file decides among the processes of one system, containers among them. The row decides by itself where
/// files cannot be locked, and against another system that shares the folder.
final class SQLiteLease: RunnerLock {
  private let store: SQLiteStore
  private let lease: Lease
  private let file: SQLiteLockFile?
  private let renewal: LeaseRenewal

  private init(store: SQLiteStore, lease: Lease, file: SQLiteLockFile?) {
    self.store = store
    self.lease = lease
    self.file = file
    renewal = LeaseRenewal { [weak store] in
      // A transaction that is under way keeps others out by itself; a lease that is lost is noticed by the next one.
      try? store?.transaction { _ = try lease.renew(in: $0, at: lease.holder.clock()) }
    }
  }

  static func acquire(_ holder: LockHolder, on store: SQLiteStore) throws -> SQLiteLease {
    let lease = Lease(of: holder)
    try Leases.prepare(on: store)
    let attempt =
      holder.locksFiles
      ? SQLiteLockFile.take(besides: store.path, for: lease.token, tries: holder.fileTries)
      : .unknown
    let file: SQLiteLockFile?
    switch attempt {
    case .held(let held): file = held
    case .unknown: file = nil
    case .taken: throw holder.busy(try store.read { try Leases.rows(in: $0) }, in: store.name)
    }
    do {
      try store.transaction { session in
        let database = try session.identity()
        if let row = try Leases.row(in: session),
          !isLeft(by: row, besides: file, holder), holder.isAtWork(row, on: database)
        {
          throw holder.busy([row], in: store.name)
        }
        try lease.take(in: session)
      }
    } catch {
      file?.release()
      throw error
    }
    if let file { store.keep(file) }
    store.fence.close(by: lease)
    return SQLiteLease(store: store, lease: lease, file: file)
  }

  /// Whether the system freed the file that the holder in a row had locked.
  private static func isLeft(
    by row: Leases.Row, besides file: SQLiteLockFile?, _ holder: LockHolder
  ) -> Bool {
    guard let file else { return false }
    return file.before.map { SQLiteLockFile.isWord($0, of: row) } ?? false
      || row.identity == holder.identity && holder.identity.system != nil
  }

  static func state(seenBy observer: LockHolder, on store: SQLiteStore) throws -> LockState {
    let (row, database) = try store.read {
      (try Leases.rowsIfAny(in: $0).first, try $0.identity())
    }
    let record = row.map { LockRecord($0, seenAmong: observer.processes) }
    let file = SQLiteLockFile.look(besides: store.path)
    if file?.isTaken ?? false { return .held(record?.isRunning == false ? nil : record) }
    guard let row, let record else { return .free }
    let isFreed = SQLiteLockFile.isWord(file?.word, of: row)
    return !isFreed && observer.isAtWork(row, on: database) ? .held(record) : .left(record)
  }

  /// Takes the lock off, whoever has it: the next run locks a file of its own.
  static func breakLock(of store: SQLiteStore) throws {
    SQLiteLockFile.remove(besides: store.path)
    try Lease.forget(on: store)
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    if try !lease.renew(in: session, at: now) { throw LockFence.lost(store.name, in: session) }
  }

  func release() throws {
    renewal.stop()
    store.fence.open()
    defer { file?.release() }
    try lease.release(on: store)
  }
}

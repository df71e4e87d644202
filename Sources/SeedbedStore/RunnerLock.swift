public import SeedbedCore

/// Who works on a database, as the others are told.
public struct LockHolder: Sendable, Hashable {
  /// What is being done, such as `seedbed migrate up`.
  public var purpose: String
  public var host: String
  public var process: Int32
  public var since: Timestamp

  public init(purpose: String, host: String, process: Int32, since: Timestamp) {
    self.purpose = purpose
    self.host = host
    self.process = process
    self.since = since
  }
}

extension LockHolder {
  /// What a second runner is told of the first, from the row that names it.
  static func busy(_ row: StoreRow?, in store: String) -> Diagnostic {
    let words = row.map { row in
      """
      '\(row.text("purpose") ?? "?")' (process \(row.integer("process") ?? 0) on \
      \(row.text("host") ?? "?")) works on it since \(row.text("since") ?? "?")
      """
    }
    return Diagnostic(
      .storeBusy, "\(store) is busy: \(words ?? "another run has just begun to work on it")",
      help: "nothing was changed; wait for it to end, then run again")
  }
}

/// The right to be the one runner on a database, until it is released.
public protocol RunnerLock: Sendable {
  /// Says that the holder still lives; long runs call it with every batch.
  ///
  /// - Throws: `Diagnostic` when the lock was taken over.
  func renew(in session: any StoreSession, at now: Timestamp) throws

  func release() throws
}

/// Whether a runner is at work, as far as can be seen without taking its lock.
public enum LockState: Sendable, Hashable {
  case free
  /// Since when, as the database has times; nil where it does not say, such as of workers that share a run.
  case held(since: String?)
}

/// The lock of what nobody else sees.
struct RehearsalLock: RunnerLock {
  func renew(in session: any StoreSession, at now: Timestamp) {}
  func release() {}
}

extension Store {
  /// Runs `body` as the one runner on this database.
  ///
  /// - Throws: `Diagnostic` with code `store.busy` that names the holder, when there is one.
  public func asOnlyRunner<Result>(
    _ holder: LockHolder, _ body: (any RunnerLock) throws -> Result
  ) throws -> Result {
    let lock = try self.lock(holder)
    let result: Result
    do {
      result = try body(lock)
    } catch {
      try? lock.release()
      throw error
    }
    try lock.release()
    return result
  }
}

extension Diagnostic.Code {
  /// Somebody else works on the database.
  public static let storeBusy = Self("store.busy", .runFailed)
  /// The lock of a run was taken over by another.
  public static let storeLockLost = Self("store.lock-lost", .runFailed)
}

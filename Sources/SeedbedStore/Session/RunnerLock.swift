package import SeedbedCore

/// The right to be the one runner on a database, until it is released.
package protocol RunnerLock: Sendable {
  /// Whether what is done under it is only tried.
  var isRehearsal: Bool { get }

  /// Says that the holder still lives; long runs call it with every batch.
  ///
  /// - Throws: `Diagnostic` when the lock was taken over.
  func renew(in session: any StoreSession, at now: Timestamp) throws

  func release() throws
}

extension RunnerLock {
  package var isRehearsal: Bool { false }
}

/// The lock of what nobody else sees.
struct RehearsalLock: RunnerLock {
  var isRehearsal: Bool { true }
  func renew(in session: any StoreSession, at now: Timestamp) {}
  func release() {}
}

extension Diagnostic.Code {
  /// Somebody else works on the database.
  package static let storeBusy = Self("store.busy", .runFailed)
  /// The lock of a run was taken over by another.
  package static let storeLockLost = Self("store.lock-lost", .runFailed)
}

import SeedbedCore
import SeedbedStore
import Synchronization

/// The lock of a runner nobody competes with.
struct FreeLock: RunnerLock {
  func renew(in session: any StoreSession, at now: Timestamp) {}
  func release() {}
}

/// Ends a run the way a kill does: in the middle of a transaction, with nothing cleaned up.
final class KillingLock: RunnerLock {
  struct Killed: Error {}

  private let left: Mutex<Int>

  /// - Parameter batches: how many are let through.
  init(after batches: Int) {
    left = Mutex(batches)
  }

  func renew(in session: any StoreSession, at now: Timestamp) throws {
    try left.withLock { left in
      if left == 0 { throw Killed() }
      left -= 1
    }
  }

  func release() {}
}

/// A lock that another run took over.
struct LostLock: RunnerLock {
  func renew(in session: any StoreSession, at now: Timestamp) throws {
    throw Diagnostic(.storeLockLost, "another run took over the lock")
  }

  func release() {}
}

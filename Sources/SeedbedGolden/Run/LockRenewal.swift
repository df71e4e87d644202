import SeedbedCore
import SeedbedStore
import Synchronization

/// Says during a long run that its holder still lives, so that nobody takes its lock over.
final class LockRenewal: Sendable {
  /// Well below the minute after which a holder that is silent is taken for gone, in seconds.
  private static let interval: Int64 = 10

  private let lock: any RunnerLock
  private let store: any Store
  private let clock: @Sendable () -> Timestamp
  private let last = Mutex<Timestamp?>(nil)

  init(of lock: any RunnerLock, on store: any Store, clock: @escaping @Sendable () -> Timestamp) {
    self.lock = lock
    self.store = store
    self.clock = clock
  }

  func release() { try? lock.release() }

  /// Renews, unless that was done a moment ago.
  ///
  /// - Throws: `Diagnostic` when the lock was taken over.
  func renewIfDue() throws {
    let now = clock()
    let isDue = last.withLock { last in
      if let last, now < last.adding(seconds: Self.interval) { return false }
      last = now
      return true
    }
    if isDue { try store.transaction { try lock.renew(in: $0, at: now) } }
  }
}

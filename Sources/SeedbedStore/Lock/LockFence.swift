import SeedbedCore
import Synchronization

/// The lock that the runs on a store need, asked for in each of their transactions: who lost it, to one that took
/// it over or to a person, changes nothing more.
final class LockFence: Sendable {
  private struct Held {
    let lease: Lease
    var renewed: Timestamp
  }

  /// After which a transaction renews the lease at its end, in seconds.
  private static let interval: Int64 = 10

  private let held = Mutex<Held?>(nil)
  /// What keeps others from taking the lease until a transaction ends.
  private let hold: String

  /// - Parameter hold: the end of a query that locks its rows; nothing where a transaction has the database alone.
  init(holding hold: String = "") { self.hold = hold }

  /// From now on, every transaction needs the lease.
  func close(by lease: Lease) {
    held.withLock { $0 = Held(lease: lease, renewed: lease.holder.clock()) }
  }

  func open() { held.withLock { $0 = nil } }

  /// - Throws: `Diagnostic` with code `store.lock-lost` when the lease is another's.
  func check(in session: any StoreSession, of store: String) throws {
    guard let held = held.withLock({ $0 }) else { return }
    if try !held.lease.isThere(in: session, holding: hold) {
      throw Self.lost(store, in: session)
    }
  }

  /// Renews the lease with what a transaction did, unless that was done a moment ago.
  func renewIfDue(in session: any StoreSession) throws {
    guard let held = held.withLock({ $0 }) else { return }
    let now = held.lease.holder.clock()
    // A clock that went back makes it due, too.
    if held.renewed <= now, now < held.renewed.adding(seconds: Self.interval) { return }
    guard try held.lease.renew(in: session, at: now) else { return }
    self.held.withLock { $0?.renewed = now }
  }

  /// `session`: where rows may be that a verification changed, and that are still to be restored.
  static func lost(_ store: String, in session: (any StoreSession)? = nil) -> Diagnostic {
    let isChanged = session.flatMap { try? RowCopies.areThere(in: $0) } ?? false
    return Diagnostic(
      .storeLockLost,
      "this run lost the lock of \(store): another took it over, or it was taken off",
      help: "nothing of this step was kept; 'seedbed db unlock' says who works on it now"
        + (isChanged
          ? ", and 'seedbed db restore' restores the rows that the verification changed" : ""))
  }
}

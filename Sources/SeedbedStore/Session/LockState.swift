/// Whether a runner is at work, as far as can be seen without taking its lock.
package enum LockState: Sendable, Hashable {
  case free
  /// Somebody had the lock, never released it and is gone: the next runner takes it.
  case left(LockRecord)
  /// By whom, as the database says; nil where it does not.
  case held(LockRecord?)

  package var isHeld: Bool {
    switch self {
    case .held: true
    case .free, .left: false
    }
  }

  package var record: LockRecord? {
    switch self {
    case .free: nil
    case .left(let record): record
    case .held(let record): record
    }
  }
}

/// What a database says about the holder of its lock.
package struct LockRecord: Sendable, Hashable {
  package let purpose: String
  package let host: String
  package let process: Int64
  package let since: String
  package let renewed: String
  /// Whether its process runs; nil where that cannot be seen from here.
  package let isRunning: Bool?

  /// `'seedbed seed load' (process 7 on build-3)`
  package var words: String { "'\(purpose)' (process \(process) on \(host))" }
}

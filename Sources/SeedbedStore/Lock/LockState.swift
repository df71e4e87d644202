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

  /// From a row of leases.
  init(_ row: Leases.Row, seenAmong processes: ProcessTable) {
    purpose = row.purpose
    host = row.host
    process = row.process
    since = row.since
    renewed = row.renewed
    isRunning = processes.isRunning(row.identity)
  }

  /// `'seedbed seed load' (process 7 on build-3)`
  package var words: String { "'\(purpose)' (process \(process) on \(host))" }
}

extension Leases.Row {
  /// The process that the row names.
  var identity: ProcessIdentity {
    ProcessIdentity(system: system, number: Int32(truncatingIfNeeded: process), start: started)
  }
}

extension Store {
  /// Takes off the lock of a runner that is gone; of one at work too where `evenHeld` says so: its next
  /// transaction then fails, with nothing kept.
  ///
  /// - Returns: the state that was found.
  package func unlock(seenBy observer: LockHolder, evenHeld: Bool) throws -> LockState {
    let state = try lockState(seenBy: observer)
    switch state {
    case .free: break
    case .left: try acquireLock(observer).release()
    case .held: if evenHeld { try breakLock() }
    }
    return state
  }
}

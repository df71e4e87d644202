import Foundation
package import SeedbedCore

/// Who works on a database, as the others are told, and how they are judged from here.
package struct LockHolder: Sendable {
  /// What is being done, such as `seedbed migrate up`.
  package var purpose: String
  package var host: String
  /// The present, by which leases are dated and judged.
  package var clock: @Sendable () -> Timestamp
  package var identity: ProcessIdentity
  package var processes = ProcessTable.own
  /// Whether a file beside an SQLite database is locked: such a lock is this process's, whatever the holder says.
  package var locksFiles: Bool
  /// How often it asks for that file, a millisecond apart: who only looks at it has it for a moment.
  package var fileTries = 20
  /// How long it waits where another has the lock.
  package var wait = LockWait.none

  /// This process.
  package init(purpose: String, clock: @escaping @Sendable () -> Timestamp) {
    self.init(
      purpose: purpose, host: ProcessInfo.processInfo.hostName, identity: .own, locksFiles: true,
      clock: clock)
  }

  /// A process of this system, whose present is always `since`.
  package init(purpose: String, host: String, process: Int32, since: Timestamp) {
    let identity = ProcessIdentity(number: process, in: .own)
    self.init(
      purpose: purpose, host: host, identity: identity, locksFiles: identity == .own,
      clock: { since })
  }

  package init(
    purpose: String, host: String, identity: ProcessIdentity, locksFiles: Bool,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    self.purpose = purpose
    self.host = host
    self.identity = identity
    self.locksFiles = locksFiles
    self.clock = clock
  }
}

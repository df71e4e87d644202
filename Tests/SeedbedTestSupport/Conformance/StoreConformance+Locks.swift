import Foundation
import SeedbedCore
import SeedbedStore

private struct Stop: Error {}

private let start = Timestamp(seconds: 1_800_000_000)

private func holder(_ purpose: String, process: Int32? = nil) -> LockHolder {
  LockHolder(
    purpose: purpose, host: "here", process: process ?? ProcessInfo.processInfo.processIdentifier,
    since: start.adding(seconds: Int64(purpose.utf8.count)))
}

/// The number of a process that has ended.
private func deadProcess() throws -> Int32 {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", "exit 0"]
  try process.run()
  process.waitUntilExit()
  return process.processIdentifier
}

extension StoreConformance {
  static let locks: [StoreCheck] = [
    StoreCheck("the second runner is told who is at work") { subject in
      let lock = try subject.store.acquireLock(holder("seedbed backfill"))
      let other = try subject.open()
      let problem = try expect(.storeBusy) { try other.acquireLock(holder("seedbed seed")) }
      let process = "process \(ProcessInfo.processInfo.processIdentifier)"
      for part in ["seedbed backfill", process, "here", "2027-01-15T08:00:16.000000Z"] {
        try expect(problem.message.contains(part), "'\(problem.message)' names \(part)")
      }
      try lock.release()
      try other.close()
    },
    StoreCheck("a lock released may be taken") { subject in
      try subject.store.acquireLock(holder("one")).release()
      let other = try subject.open()
      try other.acquireLock(holder("three")).release()
      try other.close()
    },
    StoreCheck("a lock is seen while it is held, and not once its holder is gone") { subject in
      let other = try subject.open()
      func state() throws -> LockState { try other.lockState(seenBy: holder("three")) }
      try expect("before", state(), is: .free)
      let lock = try subject.store.acquireLock(holder("seedbed backfill"))
      try expect("held", state(), is: .held(since: "2027-01-15T08:00:16.000000Z"))
      try lock.release()
      try expect("released", state(), is: .free)
      let dying = try subject.open()
      _ = try dying.acquireLock(holder("one", process: try deadProcess()))
      try dying.close()
      // A server ends a connection when it comes to it; until then nobody is known to hold the lock.
      let deadline = ContinuousClock.now + .seconds(60)
      while try state() == .held(since: nil), ContinuousClock.now < deadline {
        Thread.sleep(forTimeInterval: 0.01)
      }
      try expect("died", state(), is: .free)
      try other.close()
    },
    StoreCheck("a lock is renewed while it is held") { subject in
      let lock = try subject.store.acquireLock(holder("one"))
      try subject.store.transaction { try lock.renew(in: $0, at: start.adding(seconds: 90)) }
      let other = try subject.open()
      try expect(.storeBusy) { try other.acquireLock(holder("three")) }
      try lock.release()
      try other.close()
    },
    StoreCheck("the lock of a process that died is taken over") { subject in
      let dying = try subject.open()
      _ = try dying.acquireLock(holder("one", process: try deadProcess()))
      try dying.close()
      try subject.store.acquireLock(holder("three")).release()
    },
    StoreCheck("a lock that was taken over cannot be renewed") { subject in
      let dying = try subject.open()
      let lost = try dying.acquireLock(holder("one", process: try deadProcess()))
      try dying.close()
      let lock = try subject.store.acquireLock(holder("three"))
      try expect(.storeLockLost) {
        try subject.store.transaction { try lost.renew(in: $0, at: start) }
      }
      try lock.release()
    },
    StoreCheck("the only runner lets go when its work fails") { subject in
      do {
        try subject.store.asOnlyRunner(holder("one")) { _ in throw Stop() }
      } catch is Stop {}
      let done = try subject.store.asOnlyRunner(holder("three")) { _ in "done" }
      try expect("work", done, is: "done")
    },
    StoreCheck("a lock is no collection") { subject in
      let lock = try subject.store.acquireLock(holder("one"))
      try expect("names", try subject.store.read { try $0.collectionNames() }, is: [])
      try lock.release()
    },
  ]
}

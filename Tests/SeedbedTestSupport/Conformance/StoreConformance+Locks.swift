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

private func fill(_ subject: Subject) throws {
  try subject.store.transaction(.structure) { session in
    try session.executeScript("CREATE TABLE numbers (n int); INSERT INTO numbers VALUES (1)")
  }
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
      try expect("held", state().isHeld, is: true)
      try expect("since", state().record?.since, is: "2027-01-15T08:00:16.000000Z")
      try expect("runs", state().record?.isRunning, is: true)
      try lock.release()
      try expect("released", state(), is: .free)
      let dying = try subject.open()
      _ = try dying.acquireLock(holder("one", process: try deadProcess()))
      try dying.close()
      // A server ends a connection when it comes to it; until then nobody is known to hold the lock.
      let deadline = ContinuousClock.now + .seconds(60)
      while try state() == .held(nil), ContinuousClock.now < deadline {
        Thread.sleep(forTimeInterval: 0.01)
      }
      try expect("died", state().isHeld, is: false)
      try expect("named", state().record?.purpose, is: "one")
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
    StoreCheck("no transaction of a holder that lost its lock is kept, of rows, structure or alone")
    {
      subject in
      try fill(subject)
      let lost = try subject.open()
      _ = try lost.acquireLock(holder("one"))
      try subject.store.breakLock()
      let lock = try subject.store.acquireLock(holder("three"))
      let change = "UPDATE numbers SET n = 2"
      for kind in [TransactionKind.rows, .structure] {
        try expect(.storeLockLost) { try lost.transaction(kind) { _ = try $0.execute(change) } }
      }
      try expect(.storeLockLost) { try lost.runAlone(change) }
      func help() throws -> String {
        try expect(.storeLockLost) { try lost.transaction { _ = try $0.execute(change) } }.help
          ?? ""
      }
      try expect("names a proof", try help().contains("seedbed db restore"), is: false)
      try subject.store.transaction(.structure) { try RowCopies.make(in: $0) }
      try expect("names a proof", try help().contains("seedbed db restore"), is: true)
      try subject.store.transaction(.structure) { try RowCopies.drop(in: $0) }
      try expect("n", subject.number("SELECT n FROM numbers"), is: 1)
      try subject.store.transaction { _ = try $0.execute("UPDATE numbers SET n = 3") }
      try lock.release()
      try expect("n", subject.number("SELECT n FROM numbers"), is: 3)
      try lost.close()
    },
    StoreCheck("what was written under a lock that was released is no loss") { subject in
      try fill(subject)
      try subject.store.asOnlyRunner(holder("one")) { _ in }
      try subject.store.transaction { _ = try $0.execute("UPDATE numbers SET n = 2") }
      try expect("n", subject.number("SELECT n FROM numbers"), is: 2)
    },
    StoreCheck("a lock of an earlier version is read, and its table gets what it lacks") {
      subject in
      try subject.store.transaction(.structure) { session in
        try session.executeScript(
          """
          CREATE TABLE seedbed_lease (id \(subject.store.engine == .sqlite ? "INTEGER" : "integer") PRIMARY KEY,
            purpose TEXT NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL,
            since \(subject.store.engine == .sqlite ? "TEXT" : "timestamptz") NOT NULL,
            renewed \(subject.store.engine == .sqlite ? "TEXT" : "timestamptz") NOT NULL);
          INSERT INTO seedbed_lease VALUES (1, 'an older run', 'elsewhere', 7,
            '2027-01-15T08:00:00.000000Z', '2027-01-15T08:00:00.000000Z');
          """)
      }
      let problem = try expect(.storeBusy) { try subject.store.acquireLock(holder("three")) }
      try expect(problem.message.contains("an older run"), "'\(problem.message)' names it")
      var later = holder("later")
      later.clock = { start.adding(seconds: 90) }
      try subject.store.acquireLock(later).release()
    },
    StoreCheck("a lock is waited for, and had once its holder lets go") { subject in
      let lock = try subject.store.acquireLock(holder("one"))
      let other = try subject.open()
      var patient = holder("three")
      patient.wait = LockWait(.seconds(60), isInterrupted: { false }) { step in
        if case .begins = step { try? lock.release() }
      }
      try other.asOnlyRunner(patient) { _ in }
      try other.close()
    },
    StoreCheck("a lock taken off is free, and that of one who lives only by force") { subject in
      let other = try subject.open()
      let observer = holder("three")
      let free = try other.unlock(seenBy: observer, evenHeld: false)
      try expect("free", free, is: .free)
      let lock = try subject.store.acquireLock(holder("one"))
      let held = try other.unlock(seenBy: observer, evenHeld: false)
      try expect("held", held.isHeld, is: true)
      try expect("by", held.record?.purpose, is: "one")
      try expect(.storeBusy) { try other.acquireLock(observer) }
      _ = try other.unlock(seenBy: observer, evenHeld: true)
      let next = try other.acquireLock(observer)
      try lock.release()
      try expect("still held", other.lockState(seenBy: holder("one")).isHeld, is: true)
      try next.release()
      try other.close()
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

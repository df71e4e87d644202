extension Store {
  /// Takes the lock that lets one runner at a time change the database, as soon as the holder waits for it, and
  /// brings indexes back that a load left away when it was killed.
  package func lock(_ holder: LockHolder) throws -> any RunnerLock {
    let lock = try holder.wait.trying { try acquireLock(holder) }
    do {
      if try read({ try IndexesAside.isAny(in: $0) }) {
        try transaction { _ = try IndexesAside.bringBack(in: $0) }
      }
    } catch {
      try? lock.release()
      throw error
    }
    return lock
  }

  /// Runs `body` as the one runner on this database.
  ///
  /// - Throws: `Diagnostic` with code `store.busy` that names the holder, when there is one.
  package func asOnlyRunner<Result>(
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

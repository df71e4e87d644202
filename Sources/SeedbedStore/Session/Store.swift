/// A place where records live: one database behind one driver.
///
/// Everything above speaks to this protocol; only a `sql` step and messages name an engine.
package protocol Store: Sendable {
  var engine: StoreEngine { get }

  /// The database as messages name it, without secrets.
  var name: String { get }

  /// Runs `body` on a consistent view of the database that it cannot change.
  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result

  /// Runs `body` in one transaction: all of it is kept, or, when it throws, none of it.
  ///
  /// The write lock is taken at the start where an engine has one for the whole database. Where others may
  /// stand in the way, `body` is run again, so it must not build on what it did the time before.
  func transaction<Result>(
    _ kind: TransactionKind, _ body: (any StoreSession) throws -> Result
  ) throws -> Result

  /// Runs one statement outside any transaction, for those that an engine refuses inside one.
  ///
  /// - Throws: `ScriptFailure` when the engine refused it, so that nothing of it was made; with any other error,
  ///   whether it was made is not known.
  func runAlone(_ sql: String) throws

  /// Takes the lock that lets one runner at a time change the database.
  ///
  /// The lock of a process that was killed is taken over.
  func acquireLock(_ holder: LockHolder) throws -> any RunnerLock

  /// Whether somebody has that lock; nothing is changed.
  func lockState(seenBy observer: LockHolder) throws -> LockState

  /// Takes that lock from whoever has it, so that its next transaction fails.
  func breakLock() throws

  /// Joins the work that `work` names, which several processes do together; asked once none is alone at work.
  ///
  /// `pieces`: its pieces, the same for all that join.
  ///
  /// - Throws: `Diagnostic` with code `store.unshared` where one process writes at a time.
  func share(
    pieces: [String], as holder: LockHolder, _ work: () throws -> String
  ) throws -> any SharedWork

  /// Ends the statements that run now, from any thread; their transactions change nothing.
  func interrupt()

  func close() throws
}

/// What a transaction is for.
package enum TransactionKind: Sendable, Hashable {
  /// Rows change.
  case rows
  /// Structure changes too: a collection may be rebuilt, and foreign keys are checked as a whole
  /// before the commit.
  case structure
  /// As `structure`, for rows that were there before: what they break of the rules they broke then, too.
  case restoration
}

extension Store {
  /// Runs `body` in one transaction that changes rows.
  package func transaction<Result>(
    _ body: (any StoreSession) throws -> Result
  ) throws -> Result {
    try transaction(.rows, body)
  }
}

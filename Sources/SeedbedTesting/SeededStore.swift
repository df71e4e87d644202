public import SeedbedCore
public import SeedbedStore

/// The database of a test, as the test reads and changes it.
public struct SeededStore: Sendable {
  package let store: any Store

  /// Runs `body` on a consistent view of the database that it cannot change.
  ///
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws, or `Diagnostic` when the database cannot be read.
  public func read<Result>(_ body: (SeededSession) throws -> Result) throws -> Result {
    try store.read { try body(SeededSession(session: $0)) }
  }

  /// Runs `body` in one transaction: all of it is kept, or, when it throws, none of it.
  ///
  /// PostgreSQL may ask for a transaction to be run again, so `body` must not build on what it did before.
  ///
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws, or `Diagnostic` when the database does not take it.
  public func transaction<Result>(_ body: (SeededSession) throws -> Result) throws -> Result {
    try store.transaction { try body(SeededSession(session: $0)) }
  }
}

/// What a test may ask of its database inside `SeededStore.read` or `SeededStore.transaction`.
///
/// Parameters are written `$1`, `$2`, … on both engines.
public struct SeededSession {
  package let session: any StoreSession

  /// The rows a query answers.
  public func rows(_ sql: String, _ bindings: [Value] = []) throws -> [StoreRow] {
    try session.rows(sql, bindings)
  }

  /// As `rows`, one at a time, in memory that does not grow with their number.
  public func forEachRow(
    _ sql: String, _ bindings: [Value] = [], _ body: (StoreRow) throws -> Void
  ) throws {
    try session.forEachRow(sql, bindings, body)
  }

  /// Runs one statement.
  ///
  /// - Returns: how many rows it changed.
  @discardableResult
  public func execute(_ sql: String, _ bindings: [Value] = []) throws -> Int {
    try session.execute(sql, bindings)
  }
}

import SeedbedCore
package import SeedbedStore

/// What every driver must do, as one list of checks that name no engine.
///
/// ```swift
/// @Test(arguments: StoreConformance.checks)
/// func `the driver keeps the promises of a store`(check: StoreCheck) throws {
///   try check.run { try StoreURL(address).open() }
/// }
/// ```
package enum StoreConformance {
  package static let checks: [StoreCheck] =
    transactions + queries + values + inserts + updates + numbers + refusals + structure + changes
    + indexes + locks + marks + copies
}

/// One promise, and how to find out whether a driver keeps it.
package struct StoreCheck: Sendable, CustomStringConvertible {
  /// The promise as a sentence.
  package let description: String
  private let body: @Sendable (Subject) throws -> Void

  init(_ sentence: String, _ body: @escaping @Sendable (Subject) throws -> Void) {
    description = sentence
    self.body = body
  }

  /// Checks the promise.
  ///
  /// - Parameter open: opens the same database at each call, as another process would; it is empty
  ///   before the first call, and gives up on a busy database within seconds.
  /// - Throws: `Unmet` when the driver breaks the promise, or what the driver threw.
  package func run(on open: @escaping @Sendable () throws -> any Store) throws {
    let store = try open()
    try body(Subject(store: store, open: open))
    try store.close()
  }
}

/// The database a check works on.
struct Subject: Sendable {
  let store: any Store
  /// Opens it once more.
  let open: @Sendable () throws -> any Store

  /// The number a query with one row and one column answers.
  func number(_ sql: String) throws -> Int64? {
    try store.read { try $0.rows(sql).first?.values.first?.integer }
  }
}

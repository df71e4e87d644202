package import SeedbedCore

/// Work that several processes do together, a piece at a time, each piece in one hand.
///
/// The piece of a process that was killed goes back to the others.
package protocol SharedWork: Sendable {
  /// The right to work beside the others, and beside nobody else.
  var lock: any RunnerLock { get }

  /// Claims the next piece nobody has; waits while others hold the last ones, since they may fail.
  ///
  /// - Returns: nil when every piece is finished.
  func next() throws -> String?

  /// Says that the piece claimed last is finished.
  func finish(_ piece: String) throws
}

extension Diagnostic.Code {
  /// Work shared on an engine where one process writes at a time.
  package static let storeUnshared = Self("store.unshared", .usage)
}

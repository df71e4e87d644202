package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// Takes a database from state to state, and always back.
///
/// Before the first change every row is copied inside the database. The copies are there as long as a proof, or
/// calls that change data, are under way: whoever finds them after a kill restores the rows.
package struct ProofDatabase: Sendable {
  let store: any Store

  init(_ store: any Store) {
    self.store = store
  }

  /// Whether a run has changed rows, and not restored them yet.
  package static func isUnderWay(in session: any StoreSession) throws -> Bool {
    try RowCopies.areThere(in: session)
  }

  /// Restores the rows that a run which was killed has left changed.
  ///
  /// `confirmation`: the name of a database that may be restored though it is a copy.
  ///
  /// - Throws: `Diagnostic` when the copies came here with a copy of the database, whose rows may be others since.
  package static func putBack(on store: any Store, confirmation: String? = nil) throws {
    try requireOwn(on: store, confirmation: confirmation)
    try ProofDatabase(store).putBack()
  }

  /// - Returns: whether the copies are of this database, and not of one it was copied from.
  @discardableResult
  private static func requireOwn(on store: any Store, confirmation: String?) throws -> Bool {
    guard try store.read({ try RowCopies.areElsewhere(in: $0) }) else { return true }
    if confirmation == store.name { return false }
    let words = RowCopies.wordsElsewhere(of: store)
    throw Diagnostic(.proofElsewhere, words.message, help: words.help)
  }

  /// How many rows there are in all that this role may read.
  func rowCount() throws -> Int {
    try store.read { try Self.count(of: Self.readable(in: $0), in: $0) }
  }

  /// Copies every row, and so records that a run is under way.
  func begin() throws {
    try store.transaction(.structure) { try RowCopies.make(in: $0) }
  }

  /// Makes the collections hold `data`, without the rows that the database refuses.
  ///
  /// `leaving`: the collections whose rows stay.
  ///
  /// - Returns: what was refused; where a row of before was to be another one, it is as it was.
  /// - Throws: `Diagnostic` when the database takes nothing of it; the rows are then what they were.
  func put(
    _ data: ProofData, madeFrom original: ProofData, leaving: Set<String>
  ) throws -> [RefusedRows] {
    try store.transaction(.structure) { session in
      try MadeRows(data, original, leaving: leaving).put(in: session)
    }
  }

  /// Makes everything as it was at `begin`, the tool's own tables of rows included.
  func restore() throws {
    try store.transaction(.restoration) { try RowCopies.restore(in: $0) }
  }

  /// As `restore`, and takes the copies away in the same transaction: the run is over.
  ///
  /// - Throws: `Diagnostic` when rows cannot be what they were; the copies then stay.
  func putBack() throws {
    var cause: String?
    var different: [CopyDifference]
    do {
      different = try store.transaction(.restoration) { session in
        try RowCopies.restore(in: session)
        let different = try RowCopies.different(in: session)
        if different.isEmpty { try RowCopies.drop(in: session) }
        return different
      }
    } catch let problem as Diagnostic where problem.code != .storeLockLost {
      cause = problem.cause ?? problem.message
      try RowCopies.restoreOneByOne(on: store)
      different = try store.read { try RowCopies.different(in: $0) }
      if different.isEmpty { throw problem }
    }
    guard !different.isEmpty else { return }
    throw Diagnostic(
      .proofNotRestored,
      "rows could not be restored: \(different.map(\.phrase).joined(separator: "; "))",
      help: """
        mend what stands in their way, then run 'seedbed db restore'; or keep what is there now, and lose the \
        copies of before, with 'seedbed db restore --give-up'
        """, cause: cause)
  }

  /// Restores what can be restored, and takes the copies away, whatever is not. A copy of another database keeps all
  /// of its rows.
  ///
  /// `confirmation`: the name of the database, if it has no test mark.
  ///
  /// - Returns: what is not as it was before, for good; nil where that cannot be said.
  package static func giveUp(
    on store: any Store, confirmation: String?
  ) throws -> [CopyDifference]? {
    let isOwn = try requireOwn(on: store, confirmation: confirmation)
    try TestMark.require(for: "db restore --give-up", on: store, confirmation: confirmation)
    if isOwn {
      do {
        try ProofDatabase(store).putBack()
        return []
      } catch let problem as Diagnostic where problem.code == .storeLockLost {
        throw problem
      } catch {
        // What stands in the way is what is given up.
      }
    }
    let different = try? store.read { try RowCopies.different(in: $0) }
    try store.transaction(.structure) { try RowCopies.drop(in: $0) }
    return different
  }

  /// The values SQL gives, first columns only.
  func values(of sql: String) throws -> [Value] {
    try store.read { session in try session.rows(sql).compactMap(\.values.first) }
  }
}

extension Diagnostic.Code {
  /// Rows that are not what they were before a run.
  package static let proofNotRestored = Self("proof.not-restored", .runFailed)
  /// Copies of rows that came with a copy of the database.
  package static let proofElsewhere = Self("proof.elsewhere", .runFailed)
  /// Rows that would change with others, and could not be restored.
  package static let proofOutOfReach = Self("proof.out-of-reach", .runFailed)
}

import SeedbedCore

/// What the undoing of a run did, or would do.
package struct UndoOutcome: Sendable {
  /// Why a row stays.
  package enum Reason: String, Sendable, CaseIterable {
    /// It is not what the run made it.
    case changed
    /// Rows of a collection refer to it.
    case referred
    /// A later run brought it again.
    case later
    /// The database does not take back what was there before.
    case refused
  }

  /// A row that stays.
  package struct Kept: Sendable, Hashable {
    /// The texts of its key.
    package let key: [String]
    package let file: String
    package let number: Int
    package let reason: Reason
  }

  package let run: String
  package let backfill: String
  package let target: String
  /// Whether nothing was changed.
  package let isDryRun: Bool
  /// What the database is called, if undoing takes that: it has no test mark.
  package internal(set) var confirmation: String?
  /// Rows taken away.
  package var removed = 0
  /// Rows that are again what they were before the run replaced them.
  package var restored = 0
  /// Rows that were gone already.
  package var gone = 0
  package var keptCounts: [Reason: Int] = [:]
  /// The first rows that stay.
  package var kept: [Kept] = []

  /// How many rows stay.
  package var keptCount: Int { keptCounts.values.reduce(0, +) }

  mutating func keep(_ origin: RowOrigin, in file: String, _ reason: Reason) {
    keptCounts[reason, default: 0] += 1
    guard kept.count < Listed.most else { return }
    kept.append(
      Kept(
        key: PackedValue.values(in: origin.key).map(\.description), file: file,
        number: origin.number, reason: reason))
  }
}

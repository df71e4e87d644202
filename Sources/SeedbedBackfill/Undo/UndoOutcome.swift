import SeedbedCore

/// What the undoing of a run did, or would do.
public struct UndoOutcome: Sendable {
  /// Why a row stays.
  public enum Reason: String, Sendable, CaseIterable {
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
  public struct Kept: Sendable, Hashable {
    /// The texts of its key.
    public let key: [String]
    public let file: String
    public let number: Int
    public let reason: Reason
  }

  /// How many rows an outcome lists.
  static let mostListed = 20

  public let run: String
  public let backfill: String
  public let target: String
  /// Whether nothing was changed.
  public let isDryRun: Bool
  /// What the database is called, if undoing takes that: it has no test mark.
  public internal(set) var confirmation: String?
  /// Rows taken away.
  public var removed = 0
  /// Rows that are again what they were before the run replaced them.
  public var restored = 0
  /// Rows that were gone already.
  public var gone = 0
  public var keptCounts: [Reason: Int] = [:]
  /// The first rows that stay.
  public var kept: [Kept] = []

  /// How many rows stay.
  public var keptCount: Int { keptCounts.values.reduce(0, +) }

  mutating func keep(_ origin: RowOrigin, in file: String, _ reason: Reason) {
    keptCounts[reason, default: 0] += 1
    guard kept.count < Self.mostListed else { return }
    kept.append(
      Kept(
        key: PackedValue.values(in: origin.key).map(\.description), file: file,
        number: origin.number, reason: reason))
  }
}

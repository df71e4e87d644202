public import SeedbedCore

/// How the records of a collection differ between two databases.
public struct CollectionComparison: Sendable, Hashable {
  public let name: String
  /// The names of the key's columns; empty when rows are known by their content alone.
  public let key: [String]
  /// How many records there are on the left and on the right.
  public let left: Int
  public let right: Int

  /// Rows that are only on the left.
  public internal(set) var onlyLeft = 0
  /// Rows that are only on the right.
  public internal(set) var onlyRight = 0
  /// Rows whose key is on both sides, with other content.
  public internal(set) var changed = 0
  /// The first rows that differ, up to the number asked for.
  public internal(set) var rows: [RowDifference] = []

  /// How often a row was read, on both sides together.
  public internal(set) var rowsRead = 0
  /// How many ranges were compared by their checksums.
  public internal(set) var ranges = 0
  /// How many of them differed and were read again.
  public internal(set) var rangesDiffering = 0

  init(name: String, key: [String], left: Int, right: Int) {
    self.name = name
    self.key = key
    self.left = left
    self.right = right
  }

  /// How many rows differ.
  public var differing: Int { onlyLeft + onlyRight + changed }
}

/// A row that is not the same in two databases.
public struct RowDifference: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case only(ComparedSide)
    /// The columns whose values differ.
    case changed(columns: [String])
  }

  public let kind: Kind
  /// The row's key, column by column; its content, long values cut, where there is no key.
  public let name: [NamedValue]
  /// How many rows there are that look like this one; more than one only without a key.
  public let count: Int

  /// A column and its value.
  public struct NamedValue: Sendable, Hashable {
    public let column: String
    public let value: Value
  }
}

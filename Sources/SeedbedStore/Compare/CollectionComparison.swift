package import SeedbedCore

/// How the records of a collection differ between two databases.
package struct CollectionComparison: Sendable, Hashable {
  package let name: String
  /// The names of the key's columns; empty when rows are known by their content alone.
  package let key: [String]
  /// How many records there are on the left and on the right.
  package let left: Int
  package let right: Int

  /// Rows that are only on the left.
  package internal(set) var onlyLeft = 0
  /// Rows that are only on the right.
  package internal(set) var onlyRight = 0
  /// Rows whose key is on both sides, with other content.
  package internal(set) var changed = 0
  /// The first rows that differ, up to the number asked for.
  package internal(set) var rows: [RowDifference] = []

  /// How often a row was read, on both sides together.
  package internal(set) var rowsRead = 0
  /// How many ranges were compared by their checksums.
  package internal(set) var ranges = 0
  /// How many of them differed and were read again.
  package internal(set) var rangesDiffering = 0

  init(name: String, key: [String], left: Int, right: Int) {
    self.name = name
    self.key = key
    self.left = left
    self.right = right
  }

  /// How many rows differ.
  package var differing: Int { onlyLeft + onlyRight + changed }
}

/// A row that is not the same in two databases.
package struct RowDifference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case only(ComparedSide)
    /// The columns whose values differ.
    case changed(columns: [String])
  }

  package let kind: Kind
  /// The row's key, column by column; its content, long values cut, where there is no key.
  package let name: [NamedValue]
  /// How many rows there are that look like this one; more than one only without a key.
  package let count: Int

  /// A column and its value.
  package struct NamedValue: Sendable, Hashable {
    package let column: String
    package let value: Value
  }
}

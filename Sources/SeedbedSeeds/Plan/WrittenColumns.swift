import SeedbedCore

/// Which columns a row gives the database, by their places in the table.
struct WrittenColumns: Sendable, Hashable {
  /// Those of a new row; the database makes the others up.
  var inserted: [Int] = []
  /// The key, and those that somebody wrote, in the row, a row it is like, or the defaults of the set.
  var named: [Int] = []
}

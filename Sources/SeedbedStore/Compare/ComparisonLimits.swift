/// How a comparison cuts collections, and how much of it lies in memory at once.
package struct ComparisonLimits: Sendable, Hashable {
  /// How many differing rows of a collection are listed.
  package var listedRows: Int
  /// How many rows, on both sides together, are held to be compared one by one.
  var heldRows = 20_000
  /// How many ranges are cut at once.
  var ranges = 512
  /// How many rows a range has at least.
  var rowsInRange = 1000

  package init(listedRows: Int = 20) {
    self.listedRows = listedRows
  }
}

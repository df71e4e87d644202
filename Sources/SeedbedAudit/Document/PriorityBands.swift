/// How urgent a file is, by the number of its calls.
package enum Priority: String, Sendable, Hashable, CaseIterable {
  case high
  case medium
  case low
}

/// From how many calls a file is in which band.
package struct PriorityBands: Sendable, Hashable {
  package let high: Int
  package let medium: Int

  /// - Parameters: calls in one file, `high` at least `medium`.
  package init(high: Int = 100, medium: Int = 50) {
    self.high = high
    self.medium = medium
  }

  /// The band of a file with this many calls; nil for none.
  package func band(of calls: Int) -> Priority? {
    if calls <= 0 { return nil }
    if calls >= high { return .high }
    return calls >= medium ? .medium : .low
  }
}

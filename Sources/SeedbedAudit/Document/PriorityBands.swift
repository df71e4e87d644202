/// How urgent a file is, by the number of its calls.
public enum Priority: String, Sendable, Hashable, CaseIterable {
  case high
  case medium
  case low
}

/// From how many calls a file is in which band.
public struct PriorityBands: Sendable, Hashable {
  public let high: Int
  public let medium: Int

  /// - Parameters: calls in one file, `high` at least `medium`.
  public init(high: Int = 100, medium: Int = 50) {
    self.high = high
    self.medium = medium
  }

  /// The band of a file with this many calls; nil for none.
  public func band(of calls: Int) -> Priority? {
    if calls <= 0 { return nil }
    if calls >= high { return .high }
    return calls >= medium ? .medium : .low
  }
}

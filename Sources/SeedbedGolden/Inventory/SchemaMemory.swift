import SeedbedFormats

/// What is known of the schemas that combinations name, each at one place of an answer.
///
/// Alternatives that name the same schemas double with each level; with it each is looked at once.
struct SchemaMemory {
  /// A schema that is named, at a place.
  struct Use: Hashable {
    let reference: String
    let path: [JSONPathComponent]
  }

  enum Finding {
    case fits
    case fails(isListed: Bool)
    /// The schema is being looked at, and has come back to itself.
    case isUnderWay
  }

  private var findings: [Use: Finding] = [:]
  /// What is being looked at, and how many were before it.
  private var underWay: [Use: Int] = [:]
  /// The outermost of those under way that was come back to; what rests on it is not known yet.
  private var outermost = Int.max

  /// What is not remembered is looked at again.
  private static let most = 50_000

  mutating func recall(_ use: Use) -> Finding? {
    if let level = underWay[use] {
      outermost = min(outermost, level)
      return .isUnderWay
    }
    return findings[use]
  }

  /// - Returns: what `end` wants to have.
  mutating func begin(_ use: Use) -> Int {
    underWay[use] = underWay.count
    defer { outermost = .max }
    return outermost
  }

  mutating func end(_ use: Use, _ outer: Int, _ finding: Finding) {
    let level = underWay.removeValue(forKey: use) ?? 0
    let isKnown = outermost >= level
    if isKnown, findings.count < Self.most { findings[use] = finding }
    outermost = min(outer, isKnown ? .max : outermost)
  }
}

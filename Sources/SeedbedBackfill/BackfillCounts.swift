/// What became of every record read: each ends in exactly one of four places.
public struct BackfillCounts: Sendable, Hashable {
  public var read = 0
  public var loaded = 0
  public var present = 0
  public var filtered = 0
  public var rejected = 0

  public init() {}

  /// `read = loaded + present + filtered + rejected`.
  public var isConserved: Bool { read == loaded + present + filtered + rejected }

  public static func + (left: BackfillCounts, right: BackfillCounts) -> BackfillCounts {
    var sum = left
    sum.read += right.read
    sum.loaded += right.loaded
    sum.present += right.present
    sum.filtered += right.filtered
    sum.rejected += right.rejected
    return sum
  }

  /// A counter by the name a check uses.
  func counter(_ name: String) -> Int? {
    switch name {
    case "read": read
    case "loaded": loaded
    case "present": present
    case "kept": loaded + present
    case "filtered": filtered
    case "rejected": rejected
    default: nil
    }
  }
}

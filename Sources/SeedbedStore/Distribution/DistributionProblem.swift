public import SeedbedCore

/// Why a collection cannot be spread over nodes as it says.
public struct DistributionProblem: Sendable, Hashable {
  /// The part of a collection that a problem is about.
  public enum Place: Sendable, Hashable {
    case distribution
    /// What makes a column unique.
    case unique(column: String)
    case reference(column: String)
    case index(CollectionSchema.Index)
  }

  public let place: Place
  public let message: String
}

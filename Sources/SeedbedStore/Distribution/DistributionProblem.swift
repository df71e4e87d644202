package import SeedbedCore

/// Why a collection cannot be spread over nodes as it says.
package struct DistributionProblem: Sendable, Hashable {
  /// The part of a collection that a problem is about.
  package enum Place: Sendable, Hashable {
    case distribution
    /// What makes a column unique.
    case unique(column: String)
    case reference(column: String)
    case index(CollectionSchema.Index)
  }

  package let place: Place
  package let message: String
}

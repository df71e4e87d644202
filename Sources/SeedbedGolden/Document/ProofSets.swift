public import SeedbedCore

/// The two sets of seeds between which an answer has to change.
public struct ProofSets: Sendable, Hashable {
  /// The set the goldens belong to.
  public let a: String
  /// Other values and other counts.
  public let b: String
  public let location: Location
}

package import SeedbedCore

/// The two sets of seeds between which an answer has to change.
package struct ProofSets: Sendable, Hashable {
  /// The set the goldens belong to.
  package let a: String
  /// Other values and other counts.
  package let b: String
  package let location: Location
}

/// How far an operation got; each level holds all below it.
package enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// It is in the documents.
  case listed
  /// An HTTP answer came.
  case reachable
  /// A real answer with credentials, and a denial that was declared without them.
  case authorised
  /// The status, the media type and the syntax that were expected.
  case wellFormed
  /// Equal to its golden, as its matchers see it, and in time.
  case golden
  /// Equal again in the same state, after a restart too, and not refuted by the first proof.
  case stable
  /// Every leaf that is not declared otherwise is traced to the rows of the database.
  case real

  package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

  /// The level in one word.
  package var name: String {
    switch self {
    case .listed: "listed"
    case .reachable: "reachable"
    case .authorised: "authorised"
    case .wellFormed: "well-formed"
    case .golden: "golden"
    case .stable: "stable"
    case .real: "real"
    }
  }
}

package import SeedbedCore
package import SeedbedFormats

/// A rule for the nodes at a path, in place of plain equality.
package struct Matcher: Sendable {
  package let path: JSONPath
  /// The path as it was written.
  package let text: String
  package let rule: Rule
  package let location: Location

  /// What is asked of the nodes.
  package enum Rule: Sendable, Hashable {
    /// Any time with a zone (ISO 8601, as RFC 3339 profiles it).
    case iso8601
    /// Any UUID (RFC 9562) in text.
    case uuid
    /// A list whose order does not count.
    case unordered
    /// A number at most this far away.
    case tolerance(ExactDecimal)
    /// Plain equality, of a value that does not come from the data; the reason is the person's.
    case fixed(reason: String)
    /// Nothing; the reason is the person's.
    case ignore(reason: String)

    /// Whether a value may be left open: by a tolerance too, as far as it reaches.
    var mayLeaveOpen: Bool {
      switch self {
      case .iso8601, .uuid, .ignore, .tolerance: true
      case .unordered, .fixed: false
      }
    }

    /// Whether the value itself is left uncompared, so that it may vary.
    package var leavesValueOpen: Bool {
      switch self {
      case .iso8601, .uuid, .ignore: true
      case .unordered, .tolerance, .fixed: false
      }
    }
  }
}

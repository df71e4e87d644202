/// What of JSON is refused although the grammar allows it.
package struct JSONLimits: Sendable, Hashable {
  /// How deep arrays and objects may nest.
  package let depth: Int
  /// What happens when a name appears twice in one object.
  package let duplicateNames: DuplicateNames
  /// How many values one text may hold, those in lists and objects counted.
  package let values: Int

  /// What happens when a name appears twice in one object; RFC 8259 only says that names SHOULD be unique.
  package enum DuplicateNames: Sendable, Hashable {
    /// The document is refused, since readers disagree on which value counts.
    case refused
    /// The last value counts.
    case lastStands
  }

  /// `depth`: 1 to 1,000; what is outside is brought to the nearest of the two.
  package init(
    depth: Int = 512, duplicateNames: DuplicateNames = .refused, values: Int = .max
  ) {
    self.depth = min(1000, max(1, depth))
    self.duplicateNames = duplicateNames
    self.values = values
  }

  /// For files of one's own: as many values as there are.
  package static let standard = JSONLimits()

  /// For documents of others that are read whole: descriptions of an API, collections, archives.
  package static let document = JSONLimits(values: 2_000_000)

  /// For one record of a source.
  package static let record = JSONLimits(values: RecordLimit.values)
}

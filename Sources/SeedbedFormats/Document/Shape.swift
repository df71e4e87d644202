/// What a document may hold: the one table that validates it and that `seedbed schema` prints.
///
/// ```swift
/// let account = RecordShape("account", about: "Someone who can sign in", [
///   .init("email", .text, required: true, about: "Where mail is sent"),
///   .init("country", .text, about: "ISO 3166 code"),
/// ])
/// try Shape.list(of: .record(account)).check(node)
/// ```
package indirect enum Shape: Sendable {
  /// Any tree without tags, null among it.
  case any
  /// A scalar that is not null, taken by its source text.
  case text
  /// A plain whole number that fits 64 bits.
  case integer
  /// A plain decimal number.
  case number
  /// A plain `true` or `false`.
  case boolean
  /// `800ms`, `5s`, `30m`, `2h`, `-1d`, `1w`.
  case duration
  /// A date and time with its zone (ISO 8601).
  case timestamp
  /// `0.1%`.
  case percentage
  /// One of these words.
  case word([String])
  case list(of: Shape)
  /// A list, or a single item without the list around it.
  case oneOrList(Shape)
  /// A mapping with free keys.
  case dictionary(of: Shape)
  /// A mapping with fixed keys.
  case record(RecordShape)
  /// One of several, told apart by what the node is.
  case choice([Shape])
  /// A node with one of these tags, whose content its reader checks, or the shape without a tag.
  case tagged([String], Shape)
}

/// A mapping with fixed keys.
package struct RecordShape: Sendable {
  /// What messages call such a mapping.
  package let name: String
  /// What such a mapping describes, one sentence.
  package let about: String
  /// The keys it may have, in the order they are listed to people.
  package let keys: [Key]

  /// One key of the mapping.
  package struct Key: Sendable {
    /// The key as it is written.
    package let name: String
    /// What may stand under it.
    package let shape: Shape
    /// Whether the mapping is wrong without it.
    package let isRequired: Bool
    /// What it means, one sentence.
    package let about: String

    /// A key that is optional unless `required`.
    package init(_ name: String, _ shape: Shape, required: Bool = false, about: String) {
      self.name = name
      self.shape = shape
      isRequired = required
      self.about = about
    }
  }

  /// A mapping that may have these keys and no others.
  package init(_ name: String, about: String, _ keys: [Key]) {
    self.name = name
    self.about = about
    self.keys = keys
  }
}

/// What a command does, as others that want the same database are told.
struct Purpose: Sendable {
  let words: String
  /// Whether the command only looks, so that its database is opened for reading: neither the file nor its
  /// folder changes, and nobody needs a right to write.
  let onlyLooks: Bool

  static func looking(_ words: String) -> Purpose { Purpose(words: words, onlyLooks: true) }
  static func changing(_ words: String) -> Purpose { Purpose(words: words, onlyLooks: false) }
}

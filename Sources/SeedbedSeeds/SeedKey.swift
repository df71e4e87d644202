import SeedbedCore
import SeedbedFormats

/// How a row that a seed put in is known again: by the text of its primary key.
enum SeedKey {
  /// Between the parts of a key of several columns: U+001F, the unit separator.
  static let separator = "\u{1F}"

  /// The key as a message shows it.
  static func shown(_ key: String) -> String { key.replacing(separator, with: ", ") }

  /// Why rows of a collection cannot be known again, or nil when they can.
  static func problem(of collection: CollectionSchema, at node: YAMLNode) -> Diagnostic? {
    guard !collection.primaryKey.isEmpty else {
      return node.diagnostic(
        .seedKey, "\(collection.name) has no primary key, so a seed cannot know its rows again",
        help: "give it one in a migration")
    }
    let unsure = collection.primaryKey.first { $0.type == .float || $0.type == .bytes }
    return unsure.map { column in
      node.diagnostic(
        .seedKey, "the key of \(collection.name) is \(column.type), too unsure to know a row by",
        help: "give it a key of text, whole numbers or uuids in a migration")
    }
  }
}

extension Diagnostic.Code {
  /// A key that two rows share, or by which no row can be found.
  static let seedKey = Self("seed.key", .invalidFile)
}

import SeedbedCore
import SeedbedFormats

/// How a row that a seed put in is known again: by the text of its primary key.
enum SeedKey {
  /// Between the parts of a key of several columns: U+001F, the unit separator.
  static let separator = "\u{1F}"

  /// The key as a message shows it.
  static func shown(_ key: String) -> String { key.replacing(separator, with: ", ") }

  /// The key column for which a row that has none written gets one made from its label, and another than
  /// the label itself; nil where there is none.
  static func generated(of collection: CollectionSchema) -> CollectionSchema.Column? {
    guard collection.primaryKey.count == 1, let column = collection.primaryKey.first,
      column.references == nil
    else { return nil }
    return switch column.type {
    case .uuid, .id, .int, .bigint: column
    case .text, .bool, .float, .decimal, .bytes, .date, .time, .timestamp, .json, .enumeration: nil
    }
  }

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

package import SeedbedFormats

/// The table that validates a seed file and describes it as a JSON Schema.
package enum SeedShape {
  /// The tags a value may carry.
  static let tags = ["!now", "!where", "!file", "!env"]

  package static let document = Shape.record(
    RecordShape(
      "seeds", about: "A named set of known records",
      [
        .init("set", .text, required: true, about: "The name of the set"),
        .init("include", .list(of: .text), about: "Sets loaded before this one"),
        .init("clock", .timestamp, about: "What !now means"),
        .init("mode", .word(["replace", "upsert", "insert"]), about: "For records already there"),
        .init("defaults", .dictionary(of: .dictionary(of: value)), about: "Columns by collection"),
        .init(
          "rows", .dictionary(of: .dictionary(of: .dictionary(of: value))), required: true,
          about: "Collections, then labels, then columns"),
        .init(
          "expect",
          .dictionary(
            of: .record(
              RecordShape(
                "expectation", about: "What must be true of the set",
                [.init("count", .integer, required: true, about: "How many records")]))),
          about: "What must be true, by collection"),
      ]))

  private static let value = Shape.tagged(tags, .any)
}

import SeedbedFormats

extension BackfillShape {
  static let mapping = Shape.record(
    RecordShape(
      "mapping", about: "Where a column's value comes from",
      [
        .init("from", .text, about: "A field; a path with dots in a tree"),
        .init("value", .text, about: "The same text for every record"),
        .init(
          "json", .choice([.word(["*"]), .list(of: .text)]), about: "Fields as one JSON object"),
        .init("keep", .text, about: "Why values that say who somebody is are kept"),
        .init("sum", .list(of: .text), about: "Fields that are added up"),
      ] + ofField))

  /// The keys that change or bound what a field holds.
  static var fieldKeys: [String] { ofField.map(\.name) }

  private static let ofField: [RecordShape.Key] = [
    .init("format", .text, about: "How a time or a date is written"),
    .init("fraction", .word(["exact", "truncate"]), about: "What is finer than a microsecond"),
    .init("zone", .text, about: "The IANA time zone of times that do not say theirs"),
    .init("missing_hour", choice, about: "A local time the clock went over; reject unless given"),
    .init("doubled_hour", choice, about: "A local time that came twice; reject unless given"),
    .init(
      "written_as", .word(["text"]),
      about: "Numbers and flags of JSON that are strings; a reject unless given"),
    .init("optional", .boolean, about: "Whether no record need have the field"),
    .init("null_if", .list(of: .text), about: "Texts that mean nothing"),
    .init("words", .dictionary(of: .text), about: "Words of the source and what they become"),
    .init("other_words", .word(["keep", "reject"]), about: "Texts that are none of the words"),
    .init("decimal_mark", .text, about: "What stands before a fraction; a point unless given"),
    .init("group_mark", .text, about: "What stands between groups of three digits"),
    .init(
      "rounding", .word(["half_even"]),
      about: "How digits are rounded that a decimal has no room for; a reject unless given"),
    .init(
      "unit", .word(BackfillSpecification.Money.Unit.allCases.map(\.rawValue)),
      about: "Whether an amount counts cents (minor) or whole units (major)"),
    .init("currency", .text, about: "The currency of every amount (ISO 4217)"),
    .init("currency_from", .text, about: "The field with the currency of the amount"),
    .init("mask", .word(Mask.names), about: "How values say less of who somebody is"),
    .init("domain", .text, about: "What pseudonyms are the same in, such as email"),
    .init("width", .text, about: "Of a bucket: a number; or hour, day, month, year"),
    .init("min", .text, about: "The least value that is taken"),
    .init("max", .text, about: "The greatest value that is taken"),
    .init("default", .text, about: "The text where the source has none"),
  ]

  private static let choice = Shape.word(
    BackfillSpecification.Zone.Choice.allCases.map(\.rawValue))
}

package import SeedbedFormats

/// The table that validates a backfill file and describes it as a JSON Schema.
package enum BackfillShape {
  package static let document = Shape.record(
    RecordShape(
      "backfill", about: "Real records and how they become records of a collection",
      [
        .init("backfill", .text, required: true, about: "The name of the backfill"),
        .init("recipe", .text, about: "A ready map that says what is not said here"),
        .init("about", .text, about: "Where the records come from"),
        .init("target", .text, required: true, about: "The collection they go into"),
        .init("source", source, required: true, about: "What is read"),
        .init("key", key, about: "What makes a record the same record when it comes again"),
        .init(
          "on_conflict", .word(["reject", "replace"]),
          about: "What becomes of a record whose key is taken by other content"),
        .init("map", .dictionary(of: mapping), required: true, about: "Columns and their sources"),
        .init("unmapped", .word(["report", "reject", "ignore"]), about: "Fields left over"),
        .init("filter", .list(of: filter), about: "Records left out on purpose"),
        .init("rejects", rejects, about: "How many rejected records are tolerated"),
        .init("check", .list(of: check), about: "What must be true afterwards"),
      ]))

  private static let key = Shape.record(
    RecordShape(
      "key", about: "What makes a record the same record when it comes again",
      [
        .init("source_position", .boolean, about: "Its file and its place in it"),
        .init("fields", .list(of: .text), about: "These fields of the source"),
        .init("mask", .word(["pseudonym"]), about: "How the key does not tell its fields"),
        .init("keep", .text, about: "Why the key may tell them"),
      ]))

  private static let filter = Shape.record(
    RecordShape(
      "filter", about: "Records left out on purpose",
      [
        .init("name", .text, required: true, about: "What the report calls it"),
        .init("drop_if", .dictionary(of: .oneOrList(.text)), about: "Left out when all agree"),
        .init("keep_if", .dictionary(of: .oneOrList(.text)), about: "Left out unless all agree"),
      ]))

  private static let rejects = Shape.record(
    RecordShape(
      "rejects", about: "How many rejected records are tolerated",
      [
        .init("max", .integer, about: "At most this many"),
        .init("max_ratio", .percentage, about: "At most this share of what was read"),
        .init("keep_raw", .text, about: "Why their bytes are kept though the source is masked"),
      ]))

  private static let check = Shape.record(
    RecordShape(
      "check", about: "What must be true afterwards",
      [
        .init(
          "count", .word(["read", "loaded", "present", "kept", "filtered", "rejected"]),
          about: "A counter; kept is loaded and present"),
        .init("sum", .text, about: "A column, summed over the records kept"),
        .init("equals", .number, required: true, about: "What it must be"),
      ]))
}

/// One record of a source, in memory that the next record uses again.
///
/// Exactly one of three holds: `problem` is set (the record is malformed), `json` is set (a record with
/// a tree), or `fields` holds the record's flat fields in the order of the reader's `fieldNames`.
package struct SourceRecord: Sendable {
  /// Counted from 1 over the whole source; a header is not counted.
  package var number = 0
  /// The line the record starts on, counted from 1.
  package var line = 0
  /// Where the record starts, in bytes from the start of the source.
  package var offset = 0
  /// The bytes the record takes, its line end or separator included.
  package var length = 0
  package var fields = FieldBuffer()
  package var json: JSONValue?
  package var problem: RecordProblem?

  package init() {}
}

/// Why a record could not be read; the reader goes on with the next one.
package struct RecordProblem: Sendable, Hashable {
  /// A stable dotted name such as `csv.field-count`.
  package let code: String
  package let message: String

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// The problem of a record of more bytes than `limit` whose end is known.
  static func tooLong(_ limit: Int) -> RecordProblem {
    RecordProblem(
      code: "record.too-long", message: "the record \(RecordLimit.message(limit))")
  }
}

/// One record of a source, in memory that the next record uses again.
///
/// Exactly one of three holds: `problem` is set (the record is malformed), `json` is set (a record with
/// a tree), or `fields` holds the record's flat fields in the order of the reader's `fieldNames`.
public struct SourceRecord: Sendable {
  /// Counted from 1 over the whole source; a header is not counted.
  public var number = 0
  /// The line the record starts on, counted from 1.
  public var line = 0
  /// Where the record starts, in bytes from the start of the source.
  public var offset = 0
  /// The bytes the record takes, its line end or separator included.
  public var length = 0
  public var fields = FieldBuffer()
  public var json: JSONValue?
  public var problem: RecordProblem?

  public init() {}
}

/// Why a record could not be read; the reader goes on with the next one.
public struct RecordProblem: Sendable, Hashable {
  /// A stable dotted name such as `csv.field-count`.
  public let code: String
  public let message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

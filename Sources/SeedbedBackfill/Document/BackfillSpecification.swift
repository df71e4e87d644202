package import SeedbedCore
package import SeedbedFormats

/// Real records and how they become records of a collection, as a person wrote it.
package struct BackfillSpecification: Sendable {
  package let name: String
  package let about: String?
  package let target: String
  /// The path of the file it was read from.
  package let file: String
  /// SHA-256 of everything that decides what a record becomes; the files' names do not count.
  package internal(set) var checksum: Checksum
  let source: Source
  let key: Key
  /// Whether a record takes the place of one with its key and other content.
  let replaces: Bool
  /// Whether the key is a pseudonym of its fields.
  let isKeyMasked: Bool
  /// Why the key may be made of fields that say who somebody is.
  let keyKeptBecause: String?
  let columns: [ColumnMapping]
  let unmapped: Unmapped
  let filters: [Filter]
  let rejectLimit: RejectLimit
  let checks: [Check]
  /// Whether the source has fields that look personal and that nothing reads.
  var leavesPersonalFields = false
  package let node: YAMLNode

  struct Source: Sendable {
    let format: SourceFormat
    let files: [String]
    let pointer: String?
    let namespace: String
    /// Lists inside the records, from the outside in, whose elements are the records instead.
    let each: [String]
    let dialect: CSVDialect
    let encoding: TextEncoding
    /// Whether the specification says the encoding, and not the file or nobody.
    let isEncodingDeclared: Bool
    let log: CombinedLog
    let syslog: Syslog.Form
    let columns: Columns
    let query: Query?
    var sessions: Sessions?

    /// Whether a record ends with its line, so that a file that is still being written can be read.
    var hasLines: Bool { format.hasLines && pointer == nil }
  }

  /// The rows of a database.
  struct Query: Sendable {
    enum Rows: Sendable {
      case table(String)
      case query(String)
    }

    let rows: Rows
    /// Columns; empty for the order of a table.
    let order: [String]
    /// Of postgres.
    let url: Template?
  }

  /// How columns with spaces between them are written.
  struct Columns: Sendable {
    /// nil when the first line has them.
    var names: [String]?
    var lastTakesRest = false
    var comment: String?
  }

  struct Sessions: Sendable {
    let by: [String]
    let time: String
    let timeFormat: TimestampFormat
    /// Seconds.
    let gap: Int64
  }

  enum Key: Sendable {
    case sourcePosition
    case fields([String])
    /// The mapping names the primary key itself.
    case mapped
  }

  enum Unmapped: String, Sendable {
    case report
    case reject
    case ignore
  }

  struct Filter: Sendable {
    let name: String
    /// Whether agreeing records are left out, or all others.
    let drops: Bool
    let conditions: [(column: String, texts: [String])]
    let node: YAMLNode
  }

  struct RejectLimit: Sendable {
    var most: Int?
    /// In percent of the records read.
    var ratio: ExactDecimal?
    /// Why the bytes of rejects may be kept though the source is masked.
    var rawKeptBecause: String?
  }

  struct Check: Sendable {
    enum Subject: Sendable, Hashable {
      case counter(String)
      case sum(String)
    }

    let subject: Subject
    let expected: ExactDecimal
    let node: YAMLNode
  }
}

/// How a file of separated values is written; the default is RFC 4180.
public struct CSVDialect: Sendable, Hashable {
  /// Where the names of the fields come from.
  public enum Header: Sendable, Hashable {
    case firstRow
    case names([String])
  }

  /// The byte between fields.
  public var delimiter: UInt8
  /// The byte around fields that hold delimiters or line ends; nil when no byte has that meaning.
  public var quote: UInt8?
  public var header: Header
  /// Whether a quote in a field that does not start with one is part of its text; RFC 4180 has no such fields.
  public var keepsInnerQuotes: Bool
  /// How many bytes one record may take.
  public var recordLimit: Int
  /// How many fields one record may have.
  package var fieldLimit = RecordLimit.fields
  /// How the text of the fields is written; delimiters and line ends are ASCII in all of them.
  public var encoding: TextEncoding
  /// What a name that appears twice in the header means.
  public var duplicates: Duplicates

  /// What a name that appears twice in the header means.
  public enum Duplicates: String, Sendable, Hashable, CaseIterable {
    case refused = "refuse"
    /// One field, whose text is a JSON list of the values that are not empty, as Jira's exports mean it.
    case list
  }

  public init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
    header: Header = .firstRow, keepsInnerQuotes: Bool = false, recordLimit: Int = 16 << 20,
    encoding: TextEncoding = .utf8, duplicates: Duplicates = .refused
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.keepsInnerQuotes = keepsInnerQuotes
    self.recordLimit = recordLimit
    self.encoding = encoding
    self.duplicates = duplicates
  }

  /// Commas and double quotes.
  public static let csv = CSVDialect()
  /// Tabs, and no quotes: a tab or a line end inside a value cannot be written.
  public static let tsv = CSVDialect(delimiter: UInt8(ascii: "\t"), quote: nil)
}

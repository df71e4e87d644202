/// How a file of separated values is written; the default is RFC 4180.
package struct CSVDialect: Sendable, Hashable {
  /// Where the names of the fields come from.
  package enum Header: Sendable, Hashable {
    case firstRow
    case names([String])
  }

  /// The byte between fields.
  package var delimiter: UInt8
  /// The byte around fields that hold delimiters or line ends; nil when no byte has that meaning.
  package var quote: UInt8?
  package var header: Header
  /// Whether a quote in a field that does not start with one is part of its text; RFC 4180 has no such fields.
  package var keepsInnerQuotes: Bool
  /// How many fields one record may have.
  package var fieldLimit = RecordLimit.fields
  /// How the text of the fields is written; delimiters and line ends are ASCII in all of them.
  package var encoding: TextEncoding
  /// What a name that appears twice in the header means.
  package var duplicates: Duplicates

  /// What a name that appears twice in the header means.
  package enum Duplicates: String, Sendable, Hashable, CaseIterable {
    case refused = "refuse"
    /// One field, whose text is a JSON list of the values that are not empty, as Jira's exports mean it.
    case list
  }

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
    header: Header = .firstRow, keepsInnerQuotes: Bool = false,
    encoding: TextEncoding = .utf8, duplicates: Duplicates = .refused
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.keepsInnerQuotes = keepsInnerQuotes
    self.encoding = encoding
    self.duplicates = duplicates
  }

  /// Commas and double quotes.
  package static let csv = CSVDialect()
  /// Tabs, and no quotes: a tab or a line end inside a value cannot be written.
  package static let tsv = CSVDialect(delimiter: UInt8(ascii: "\t"), quote: nil)
}

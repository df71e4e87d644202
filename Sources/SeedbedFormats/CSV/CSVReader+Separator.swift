import SeedbedCore

extension Diagnostic.Code {
  /// A first line that names another delimiter than the dialect.
  static let csvSeparator = Self("csv.separator", .invalidFile)
}

extension CSVReader {
  /// Moves over a first line such as `sep=;`, with which Excel says what stands between the fields.
  ///
  /// - Throws: `csv.separator` when the dialect says otherwise.
  mutating func takeSeparatorLine() throws {
    guard try window.holds(6), window.withUnread({ $0.holds("sep=", at: 0) }) else { return }
    _ = try window.holds(7)
    let start = window.unread.lowerBound
    let separator = window.buffer[start + 4]
    let end = window.buffer[start + 5..<min(start + 7, window.unread.upperBound)]
    let length: Int
    if end.first == UInt8(ascii: "\n") {
      length = 6
    } else if end.elementsEqual([UInt8(ascii: "\r"), UInt8(ascii: "\n")]) {
      length = 7
    } else {
      return
    }
    guard separator == dialect.delimiter else {
      let shown = CSVDialect.shown(separator)
      throw Diagnostic(
        .csvSeparator,
        "Excel's line says that \(shown) stands between the fields, and the dialect says "
          + CSVDialect.shown(dialect.delimiter),
        help: "Write 'dialect: {delimiter: \(CSVDialect.quoted(separator))}' under 'source'.",
        at: Location(file: name, line: 1, column: 1))
    }
    window.consume(length)
    checkpoint.offset += length
    checkpoint.line += 1
  }
}

extension CSVDialect {
  /// A delimiter as messages show it.
  static func shown(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "a tab" : "'\(Character(UnicodeScalar(delimiter)))'"
  }

  /// A delimiter as a specification has it.
  static func quoted(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? #""\t""# : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}

package import SeedbedCore

/// Columns with spaces or tabs between them, such as programs print.
package struct Columns: LogGrammar, Sendable, Hashable {
  /// Every line stands for itself.
  package let dependsOnHistory = false
  package let fieldNames: [String]
  private let lastTakesRest: Bool
  private let comment: [UInt8]?
  private let headerCount: Int
  private var skipped = 0

  /// - Parameters:
  ///   - names: of the columns, in order.
  ///   - lastTakesRest: whether the last column goes on to the end of the line, spaces included.
  ///   - comment: what lines that are no records begin with.
  ///   - skipsHeader: whether the first line that is no comment holds the names.
  package init(
    names: [String], lastTakesRest: Bool = false, comment: String? = nil, skipsHeader: Bool = false
  ) {
    fieldNames = names
    self.lastTakesRest = lastTakesRest
    self.comment = comment.map { Array($0.utf8) }
    headerCount = skipsHeader ? 1 : 0
  }

  package mutating func read(
    _ line: RawSpan, into fields: inout FieldBuffer
  ) throws(LogFault) -> Bool {
    if let comment, line.begins(with: comment) { return false }
    if skipped < headerCount {
      skipped += 1
      return false
    }
    var cursor = LineCursor()
    var count = 0
    while count < fieldNames.count, let column = cursor.column(in: line) {
      count += 1
      if lastTakesRest, count == fieldNames.count {
        fields.add(line, column.lowerBound..<line.byteCount)
        return true
      }
      fields.add(line, column)
    }
    if count == 0 { return false }
    cursor.skipSpace(in: line)
    guard count == fieldNames.count, cursor.position == line.byteCount else {
      while cursor.column(in: line) != nil { count += 1 }
      throw LogFault(
        "columns.field-count", "expected \(fieldNames.count) columns, found \(count),", at: 0)
    }
    return true
  }
}

extension LogReader where Grammar == Columns {
  /// Reads columns; `names` are those of the first line that is no comment when they are not given.
  ///
  /// - Throws: `columns.header` if there is no such line, or it has a name twice.
  package init(
    columns source: SourceBytes, named name: String, names: [String]?, lastTakesRest: Bool = false,
    comment: String? = nil, encoding: TextEncoding = .utf8, at checkpoint: SourceCheckpoint = .start
  ) throws {
    let header =
      try names.map { (names: $0, end: 0) }
      ?? ColumnsHeader.names(in: source.source, named: name, comment, encoding)
    let grammar = Columns(
      names: header.names, lastTakesRest: lastTakesRest, comment: comment,
      skipsHeader: checkpoint.offset < header.end)
    try self.init(
      source.source, named: name, grammar: grammar, encoding: encoding, at: checkpoint)
  }
}

private enum ColumnsHeader {
  /// The names, and where the line ends that has them.
  static func names(
    in source: ByteSource, named name: String, _ comment: String?, _ encoding: TextEncoding
  ) throws -> (names: [String], end: Int) {
    var lines = LineReader(source, at: .start)
    try lines.skipByteOrderMark(named: name)
    while let line = try lines.next() {
      let text = lines.bytes.span.bytes.extracting(line.text)
      if line.isTooLong || text.byteCount == 0 { continue }
      if let comment, text.begins(with: Array(comment.utf8)) { continue }
      if let bad = encoding.firstInvalid(in: text, 0..<text.byteCount) {
        throw Diagnostic(
          .columnsHeader, "byte \(bad) of the header is not \(encoding.title)",
          help:
            "Say the encoding with 'encoding', or give the names with 'header' under 'columns'.",
          at: Location(file: name, line: lines.checkpoint.line, column: 1))
      }
      var cursor = LineCursor()
      var names: [String] = []
      while let column = cursor.column(in: text) {
        names.append(String(decoding: encoding.utf8(of: text.array(column)), as: UTF8.self))
      }
      if Set(names).count == names.count, !names.isEmpty {
        return (names, lines.checkpoint.offset)
      }
      throw Diagnostic(
        .columnsHeader, "the first line does not name every column once",
        help: "Give the names with 'header' under 'columns'.",
        at: Location(file: name, line: lines.checkpoint.line, column: 1))
    }
    throw Diagnostic(
      .columnsHeader, "\(name): the file is empty and names no columns",
      help: "Give the names with 'header' under 'columns'.")
  }
}

extension Diagnostic.Code {
  /// Columns without names, or with one name twice.
  package static let columnsHeader = Self("columns.header", .invalidFile)
}

extension RawSpan {
  /// Whether the bytes begin with `start`.
  func begins(with start: [UInt8]) -> Bool {
    guard byteCount >= start.count else { return false }
    for (place, byte) in start.enumerated() where self[place] != byte { return false }
    return true
  }
}

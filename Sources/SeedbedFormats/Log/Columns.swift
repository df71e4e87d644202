package import SeedbedCore

/// Columns with spaces or tabs between them, such as programs print.
package struct Columns: LogGrammar, Sendable, Hashable {
  /// Every line stands for itself.
  package let dependsOnHistory = false
  package private(set) var fieldNames: [String]
  private let lastTakesRest: Bool
  private let comment: [UInt8]?
  /// Whether the first line that is no comment has the names.
  private let hasHeader: Bool
  /// Whether that line is still to come.
  private var isBeforeHeader = false

  /// - Parameters:
  ///   - names: of the columns, in order; nil for those of the first line that is no comment.
  ///   - lastTakesRest: whether the last column goes on to the end of the line, spaces included.
  ///   - comment: what lines that are no records begin with.
  package init(names: [String]?, lastTakesRest: Bool = false, comment: String? = nil) {
    fieldNames = names ?? []
    hasHeader = names == nil
    self.lastTakesRest = lastTakesRest
    self.comment = comment.map { Array($0.utf8) }
  }

  package mutating func read(
    _ line: RawSpan, into fields: inout FieldBuffer
  ) throws(LogFault) -> Bool {
    if let comment, line.begins(with: comment) { return false }
    if isBeforeHeader {
      isBeforeHeader = false
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
  /// Reads columns.
  ///
  /// - Throws: `columns.header` if the line that has the names is not there, or has a name twice.
  package init(
    _ source: SourceBytes, named name: String, columns: Columns, encoding: TextEncoding = .utf8,
    at checkpoint: SourceCheckpoint = .start
  ) throws {
    var columns = columns
    try columns.readHeader(of: source, named: name, encoding, at: checkpoint)
    try self.init(source, named: name, grammar: columns, encoding: encoding, at: checkpoint)
  }
}

extension Columns {
  /// Takes the names from the line that has them, wherever reading then begins.
  fileprivate mutating func readHeader(
    of source: SourceBytes, named name: String, _ encoding: TextEncoding,
    at checkpoint: SourceCheckpoint
  ) throws {
    guard hasHeader else { return }
    var lines = LineReader(source, at: .start)
    try lines.skipByteOrderMark(named: name)
    while let line = try lines.next() {
      let text = lines.bytes.span.bytes.extracting(line.text)
      if line.isTooLong || text.byteCount == 0 { continue }
      if let comment, text.begins(with: comment) { continue }
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
        fieldNames = names
        isBeforeHeader = checkpoint.offset < lines.checkpoint.offset
        return
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

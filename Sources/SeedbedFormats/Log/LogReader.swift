import SeedbedCore

/// Takes the lines of one kind of log apart.
package protocol LogGrammar {
  /// The names of the fields of every record, in order.
  var fieldNames: [String] { get }

  /// Whether a line depends on lines before it, which are then passed when reading goes on at a checkpoint.
  var dependsOnHistory: Bool { get }

  /// Adds the fields of a line that is not empty.
  ///
  /// - Returns: false when the line is no record, such as a comment.
  mutating func read(_ line: RawSpan, into fields: inout FieldBuffer) throws(LogFault) -> Bool
}

/// What a line does not have, and at which of its bytes.
package struct LogFault: Error {
  let code: String
  let message: String
  /// In the line.
  let offset: Int

  init(_ code: String = "log.torn", expected: String, at offset: Int) {
    self.init(code, "expected \(expected)", at: offset)
  }

  init(_ code: String, _ message: String, at offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
}

/// Reads a log, one line a record; a line of another form is returned as a problem.
package struct LogReader<Grammar: LogGrammar>: RecordReader {
  private var lines: LineReader
  private var grammar: Grammar
  private let encoding: TextEncoding
  private var blankLines = 0

  /// Reads a source that was opened before; `name` is what messages call it.
  ///
  /// - Throws: `source.encoding`, or what reading the source fails with.
  package init(
    _ source: SourceBytes, named name: String, grammar: Grammar, encoding: TextEncoding = .utf8,
    at checkpoint: SourceCheckpoint = .start
  ) throws {
    self.grammar = grammar
    self.encoding = encoding
    lines = LineReader(source, at: checkpoint)
    try lines.skipByteOrderMark(named: name)
    if grammar.dependsOnHistory, checkpoint.offset > 0 {
      try pass(source, named: name, until: checkpoint.offset)
    }
  }

  package var fieldNames: [String] { grammar.fieldNames }

  package var checkpoint: SourceCheckpoint { lines.checkpoint }

  package var passedOver: [String: Int] { blankLines == 0 ? [:] : ["blank line": blankLines] }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    while let line = try lines.next() {
      if !line.isTooLong, line.text.isEmpty {
        blankLines += 1 + lines.skipEmptyLines()
        continue
      }
      record.start(at: lines)
      if line.isTooLong {
        record.problem = .tooLong(lines.recordLimit)
      } else if !read(line.text, into: &record) {
        continue
      }
      lines.countRecord()
      record.number = lines.checkpoint.number
      return true
    }
    return false
  }

  /// - Returns: false when the line is no record.
  private mutating func read(_ range: Range<Int>, into record: inout SourceRecord) -> Bool {
    let text = lines.bytes.span.bytes.extracting(range)
    if let bad = encoding.firstInvalid(in: text, 0..<text.byteCount) {
      record.problem = RecordProblem(
        code: "log.encoding", message: "byte \(record.offset + bad) is not \(encoding.title)")
      return true
    }
    do throws(LogFault) {
      guard try grammar.read(text, into: &record.fields) else { return false }
      if !encoding.isUTF8 { record.fields.makeUTF8(from: encoding) }
    } catch {
      record.fields.removeAll()
      record.problem = RecordProblem(
        code: error.code, message: "\(error.message) at byte \(record.offset + error.offset)")
    }
    return true
  }

  /// Shows the grammar the lines that were read before.
  private mutating func pass(_ source: SourceBytes, named name: String, until end: Int) throws {
    var earlier = LineReader(source, at: .start)
    try earlier.skipByteOrderMark(named: name)
    var fields = FieldBuffer()
    while earlier.checkpoint.offset < end, let line = try earlier.next() {
      let text = earlier.bytes.span.bytes.extracting(line.text)
      guard !line.isTooLong, !line.text.isEmpty,
        encoding.firstInvalid(in: text, 0..<text.byteCount) == nil
      else { continue }
      fields.removeAll()
      _ = try? grammar.read(text, into: &fields)
    }
  }
}

import SeedbedCore

/// Reads separated values (RFC 4180), quoted line ends included, in memory that stays flat.
///
/// A UTF-8 byte order mark is skipped. An empty line is a record with an empty field where there is one column, and
/// else it is passed over and counted. A record with a wrong number of fields, a stray quote or bytes that are not
/// UTF-8 is returned as a problem; the next one starts after the line in which the problem stands.
package struct CSVReader: RecordReader {
  package internal(set) var fieldNames: [String] = []
  package internal(set) var checkpoint: SourceCheckpoint
  /// The names as the header has them.
  var columnNames: [String] = []
  /// The columns of each field, if a name appears twice in the header; otherwise empty.
  var groups: [[Int]] = []
  let name: String
  let dialect: CSVDialect
  let recordLimit: Int
  var scanner: CSVScanner
  var window: ByteWindow
  private var blankLines = 0

  package var passedOver: [String: Int] { blankLines == 0 ? [:] : ["blank line": blankLines] }

  /// Reads the header of a source; `name` is what messages call it.
  ///
  /// - Throws: `csv.header`, `csv.duplicate-header`, `source.encoding`.
  package init(
    _ source: SourceBytes, named name: String, dialect: CSVDialect = .csv,
    at checkpoint: SourceCheckpoint = .start
  ) throws {
    self.name = name
    self.dialect = dialect
    recordLimit = source.recordLimit
    self.checkpoint = .start
    scanner = CSVScanner(dialect)
    window = ByteWindow(source)
    self.checkpoint.offset = try window.skipByteOrderMark(named: name)
    try takeSeparatorLine()
    try readHeader()
    if checkpoint.offset > 0 {
      self.checkpoint = checkpoint
      window = ByteWindow(source, at: checkpoint.offset)
    }
  }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    while true {
      switch scan() {
      case .record(let length):
        if isBlank(length) {
          if length == 0 { return false }
          if columnNames.count != 1 {
            skipBlank(length)
            continue
          }
        }
        if scanner.fields.count != columnNames.count, scanner.innerLines > 0 {
          let count = CSVFault.Kind.fieldCount(
            expected: columnNames.count, found: scanner.fields.count)
          try reject(CSVFault(count, at: length - 1), &record)
          return true
        }
        start(&record)
        record.length = length
        fill(&record)
        window.consume(length)
        finish(record, lines: scanner.innerLines + 1)
        return true
      case .incomplete:
        if window.unread.count > recordLimit {
          try rejectLongRecord(&record)
          return true
        }
        _ = try window.refill()
      case .bad(let fault):
        try reject(fault, &record)
        return true
      }
    }
  }

  /// Finds the next record in at most one byte more than the limit.
  @inline(__always)
  mutating func scan() -> CSVScanner.Found {
    let length = min(window.unread.count, recordLimit + 1)
    let isAtEnd = window.isAtEnd && length == window.unread.count
    return window.withUnread { scanner.scan($0.extracting(first: length), isAtEnd: isAtEnd) }
  }

  /// Whether the record of `length` bytes is an empty line, or nothing at the end of the source.
  @inline(__always)
  private func isBlank(_ length: Int) -> Bool {
    length <= 2 && scanner.fields.count == 1 && scanner.fields[0].range == 0..<0
  }

  private mutating func skipBlank(_ length: Int) {
    window.consume(length)
    let more = window.consumeRun(of: UInt8(ascii: "\n"))
    checkpoint.offset += length + more
    checkpoint.line += 1 + more
    blankLines += 1 + more
  }

  @inline(__always)
  func start(_ record: inout SourceRecord) {
    record.number = checkpoint.number + 1
    record.line = checkpoint.line + 1
    record.offset = checkpoint.offset
    record.json = nil
    record.problem = nil
  }

  mutating func finish(_ record: SourceRecord, lines: Int) {
    checkpoint = SourceCheckpoint(
      offset: record.offset + record.length, number: record.number, line: checkpoint.line + lines)
  }

  /// Copies the fields found into the record, or says what is wrong with them.
  @inline(__always)
  private func fill(_ record: inout SourceRecord) {
    let start = window.unread.lowerBound
    record.fields.hold(
      window.buffer.span.bytes.extracting(start..<start + record.length))
    record.fields.add(scanner.fields, quote: dialect.quote)
    record.problem = fieldCountProblem() ?? encodingProblem(record)
    guard record.problem == nil else { return }
    if !dialect.encoding.isUTF8 { record.fields.makeUTF8(from: dialect.encoding) }
    if !groups.isEmpty { record.fields.join(groups) }
  }

  private func fieldCountProblem() -> RecordProblem? {
    guard scanner.fields.count != columnNames.count else { return nil }
    return RecordProblem(
      code: "csv.field-count",
      message: "expected \(columnNames.count) fields, found \(scanner.fields.count)")
  }

  private func encodingProblem(_ record: SourceRecord) -> RecordProblem? {
    let start = window.unread.lowerBound
    guard
      let bad = dialect.encoding.firstInvalid(
        in: window.buffer.span.bytes, start..<start + record.length)
    else { return nil }
    let place = scanner.fields.firstIndex { bad - start < $0.range.upperBound }
    let field = place.map { "field '\(columnNames[$0])'" } ?? "the record"
    return RecordProblem(
      code: "csv.encoding",
      message: "byte \(record.offset + bad - start), in \(field), is not \(dialect.encoding.title)")
  }
}

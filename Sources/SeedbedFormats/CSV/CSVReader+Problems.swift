import SeedbedCore

extension CSVReader {
  /// Makes a problem of the record up to the end of the line in which its fault stands.
  ///
  /// Going on at an earlier line could read the inside of a quoted field as records.
  mutating func reject(_ fault: CSVFault, _ record: inout SourceRecord) throws {
    start(&record)
    record.fields.removeAll()
    record.problem = fault.problem(at: record.offset)
    record.length = try consumeLine(
      after: fault.kind == .unclosedQuote ? window.unread.count : fault.offset)
    finish(record, lines: scanner.innerLines + 1)
  }

  /// Makes a problem of a line beyond the record limit.
  ///
  /// - Throws: `record.too-long` when a quote is open, since where the record ends is then not known.
  mutating func rejectLongRecord(_ record: inout SourceRecord) throws {
    if let quote = scanner.openQuote {
      throw Diagnostic(
        .recordTooLong,
        "\(name): the record at line \(checkpoint.line + 1) "
          + RecordLimit.message(dialect.recordLimit),
        help: "The quote at byte \(checkpoint.offset + quote) is not closed. Close it, or read "
          + "the file with a dialect without quotes.")
    }
    start(&record)
    record.fields.removeAll()
    record.problem = RecordLimit.problem(dialect.recordLimit)
    record.length = try consumeLine(after: 0)
    finish(record, lines: scanner.innerLines + 1)
  }

  /// Consumes everything up to the first line end after `scanned` bytes, however far that is.
  ///
  /// - Returns: how many bytes that was.
  private mutating func consumeLine(after scanned: Int) throws -> Int {
    var scanned = scanned
    var consumed = 0
    while true {
      let (first, end) = (window.unread.lowerBound, window.unread.upperBound)
      let lineEnd = window.buffer.span.bytes.firstPosition(
        of: UInt8(ascii: "\n"), in: first + scanned..<end)
      let length = (lineEnd.map { $0 + 1 } ?? end) - first
      window.consume(length)
      consumed += length
      if lineEnd != nil { return consumed }
      scanned = 0
      guard try window.refill() else { return consumed }
    }
  }
}

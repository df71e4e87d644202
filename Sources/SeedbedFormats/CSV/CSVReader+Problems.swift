import SeedbedCore

extension CSVReader {
  /// Makes a problem of a record, and goes on behind the lines that are lost with it.
  ///
  /// These end with the line of the fault. A quote may have taken more lines along: where it is never closed, or
  /// what follows it reads as records, they end with the line in which it stands.
  mutating func reject(_ fault: CSVFault, _ record: inout SourceRecord) throws {
    let broken = scanner.brokenQuote
    start(&record)
    record.fields.removeAll()
    var end = fault.offset
    switch fault.kind {
    case .unclosedQuote, .endlessQuote: break
    case .fieldCount, .tooManyFields, .strayQuote, .textAfterQuote, .bareCarriageReturn:
      if let broken, try swallows(from: broken, fault) { end = broken }
    }
    let (length, lines) = try consumeLine(after: end)
    record.length = length
    record.problem = fault.problem(at: record.offset, lines: lines)
    finish(record, lines: lines)
  }

  /// Makes a problem of a line beyond the record limit.
  mutating func rejectLongRecord(_ record: inout SourceRecord) throws {
    if let quote = scanner.openQuote {
      return try reject(CSVFault(.endlessQuote(limit: recordLimit), at: quote), &record)
    }
    start(&record)
    record.fields.removeAll()
    record.problem = .tooLong(recordLimit)
    let (length, lines) = try consumeLine(after: 0)
    record.length = length
    finish(record, lines: lines)
  }

  /// Whether the quote at `quote` is an accident that took other records along.
  ///
  /// It is one when the line of the fault reads as a record of its own, or when two lines and more before that do
  /// and no other one stands there. Else the lines are text of a field, and no records may be made of them.
  private mutating func swallows(from quote: Int, _ fault: CSVFault) throws -> Bool {
    let bytes = window.unread.lowerBound
    guard
      let first = window.buffer.span.bytes.firstPosition(
        of: UInt8(ascii: "\n"), in: bytes + quote..<window.unread.upperBound),
      first - bytes < fault.offset
    else { return false }
    let last = lineStart(before: fault.offset)
    switch fault.kind {
    case .textAfterQuote, .strayQuote, .bareCarriageReturn:
      if try recordLength(at: last) != nil { return true }
    case .fieldCount, .tooManyFields, .unclosedQuote, .endlessQuote: break
    }
    var (place, count) = (first - bytes + 1, 0)
    while place < last {
      guard let length = try recordLength(at: place) else { return false }
      place += length
      count += 1
    }
    return place == last && count >= 2
  }

  /// Where the line begins that holds the byte before `end`, of those that are unread.
  private func lineStart(before end: Int) -> Int {
    let start = window.unread.lowerBound
    var place = start + end - 1
    while place > start, window.buffer[place - 1] != UInt8(ascii: "\n") { place -= 1 }
    return place - start
  }

  /// How long the record is that begins `place` bytes on, if one does that has as many fields as it should.
  private mutating func recordLength(at place: Int) throws -> Int? {
    var ahead = CSVScanner(dialect)
    while true {
      let length = min(window.unread.count, recordLimit + 1) - place
      let isAtEnd = window.isAtEnd && length == window.unread.count - place
      let found = window.withUnread {
        ahead.scan($0.extracting(place..<place + length), isAtEnd: isAtEnd)
      }
      switch found {
      case .record(let length): return ahead.fields.count == columnNames.count ? length : nil
      case .bad: return nil
      case .incomplete:
        guard window.unread.count <= recordLimit else { return nil }
        _ = try window.refill()
      }
    }
  }

  /// Consumes everything up to the first line end after `scanned` bytes, however far that is.
  ///
  /// - Returns: how many bytes and line ends that was.
  private mutating func consumeLine(after scanned: Int) throws -> (length: Int, lines: Int) {
    var scanned = scanned
    var (consumed, lines) = (0, 0)
    while true {
      let (first, end) = (window.unread.lowerBound, window.unread.upperBound)
      let lineEnd = window.buffer.span.bytes.firstPosition(
        of: UInt8(ascii: "\n"), in: first + scanned..<end)
      let length = (lineEnd.map { $0 + 1 } ?? end) - first
      lines += window.withUnread { $0.extracting(first: length).count(of: UInt8(ascii: "\n")) }
      window.consume(length)
      consumed += length
      if lineEnd != nil { return (consumed, lines) }
      scanned = 0
      // A last line without a line end is a line, too.
      guard try window.refill() else { return (consumed, lines + 1) }
    }
  }
}

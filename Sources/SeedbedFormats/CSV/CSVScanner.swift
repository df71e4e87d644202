/// Finds the fields of one record in bytes; writes where they lie and keeps nothing of the bytes.
struct CSVScanner: Sendable {
  /// What was found.
  enum Found {
    /// A record that takes `length` bytes with its line end.
    case record(length: Int)
    /// The line of a record ends beyond the bytes given, or may do so.
    case incomplete
    case bad(CSVFault)
  }

  /// Where a field lies in the record.
  struct Field {
    var range: Range<Int>
    /// Whether quotes inside it stand doubled.
    var hasDoubledQuotes: Bool
  }

  /// The fields of the record last found.
  private(set) var fields: [Field] = []
  /// How many line ends stand inside the fields of that record.
  private(set) var innerLines = 0
  /// Where the quote stands that was still open when the bytes ended.
  private(set) var openQuote: Int?
  /// Where the last field in quotes begins that holds a line end.
  private(set) var brokenQuote: Int?
  private let delimiter: UInt8
  private let quote: UInt8?
  private let keepsInnerQuotes: Bool
  private let fieldLimit: Int
  private let patterns: (delimiter: UInt64, quote: UInt64, line: UInt64, carriage: UInt64)

  init(_ dialect: CSVDialect) {
    delimiter = dialect.delimiter
    quote = dialect.quote
    keepsInnerQuotes = dialect.keepsInnerQuotes
    fieldLimit = dialect.fieldLimit
    patterns = (
      ByteWord.repeating(dialect.delimiter),
      ByteWord.repeating(dialect.quote ?? dialect.delimiter),
      ByteWord.repeating(UInt8(ascii: "\n")), ByteWord.repeating(UInt8(ascii: "\r"))
    )
  }

  /// Finds the record that starts at the first byte of `bytes`.
  ///
  /// `isAtEnd`: whether the source ends with `bytes`.
  mutating func scan(_ bytes: RawSpan, isAtEnd: Bool) -> Found {
    fields.removeAll(keepingCapacity: true)
    innerLines = 0
    openQuote = nil
    brokenQuote = nil
    var position = 0
    while true {
      let step =
        quote != nil && position < bytes.byteCount && bytes[position] == quote
        ? quotedField(in: bytes, from: position, isAtEnd)
        : plainField(in: bytes, from: position, isAtEnd)
      switch step {
      case .delimiter(let next):
        guard fields.count < fieldLimit else {
          return .bad(CSVFault(.tooManyFields(limit: fieldLimit), at: next))
        }
        position = next
      case .lineEnd(let next): return .record(length: next)
      case .incomplete: return .incomplete
      case .bad(let fault): return .bad(fault)
      }
    }
  }

  /// What follows a field.
  private enum Step {
    case delimiter(next: Int)
    case lineEnd(next: Int)
    case incomplete
    case bad(CSVFault)
  }

  @inline(__always)
  private mutating func plainField(
    in bytes: RawSpan, from start: Int, _ isAtEnd: Bool
  ) -> Step {
    var end = endOfPlain(in: bytes, from: start)
    while keepsInnerQuotes, end < bytes.byteCount, bytes[end] == quote {
      end = endOfPlain(in: bytes, from: end + 1)
    }
    guard end < bytes.byteCount else {
      guard isAtEnd else { return .incomplete }
      fields.append(Field(range: start..<end, hasDoubledQuotes: false))
      return .lineEnd(next: end)
    }
    if bytes[end] == delimiter {
      fields.append(Field(range: start..<end, hasDoubledQuotes: false))
      return .delimiter(next: end + 1)
    }
    if bytes[end] == quote { return .bad(CSVFault(.strayQuote, at: end)) }
    let step = lineEnd(in: bytes, at: end, isAtEnd)
    if case .lineEnd = step {
      fields.append(Field(range: start..<end, hasDoubledQuotes: false))
    }
    return step
  }

  private mutating func quotedField(
    in bytes: RawSpan, from start: Int, _ isAtEnd: Bool
  ) -> Step {
    guard let quote else { return .incomplete }
    let linesBefore = innerLines
    defer { if innerLines > linesBefore { brokenQuote = start } }
    var position = start + 1
    var hasDoubledQuotes = false
    while true {
      guard let end = endOfQuoted(in: bytes, from: position, quote) else {
        openQuote = start
        return isAtEnd ? .bad(CSVFault(.unclosedQuote, at: start)) : .incomplete
      }
      position = end + 1
      if position == bytes.byteCount, !isAtEnd { return .incomplete }
      guard position < bytes.byteCount, bytes[position] == quote else { break }
      hasDoubledQuotes = true
      position += 1
    }
    let field = Field(range: start + 1..<position - 1, hasDoubledQuotes: hasDoubledQuotes)
    let step = stepAfterQuote(in: bytes, at: position, isAtEnd)
    switch step {
    case .delimiter, .lineEnd: fields.append(field)
    case .incomplete, .bad: break
    }
    return step
  }

  private func stepAfterQuote(in bytes: RawSpan, at position: Int, _ isAtEnd: Bool) -> Step {
    guard position < bytes.byteCount else { return .lineEnd(next: position) }
    switch bytes[position] {
    case delimiter: return .delimiter(next: position + 1)
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      return lineEnd(in: bytes, at: position, isAtEnd)
    default: return .bad(CSVFault(.textAfterQuote, at: position))
    }
  }

  /// The step at a line feed or a carriage return; a carriage return alone is neither data nor a line end.
  @inline(__always)
  private func lineEnd(in bytes: RawSpan, at position: Int, _ isAtEnd: Bool) -> Step {
    if bytes[position] == UInt8(ascii: "\n") { return .lineEnd(next: position + 1) }
    guard position + 1 < bytes.byteCount else {
      return isAtEnd ? .lineEnd(next: position + 1) : .incomplete
    }
    return bytes[position + 1] == UInt8(ascii: "\n")
      ? .lineEnd(next: position + 2) : .bad(CSVFault(.bareCarriageReturn, at: position))
  }

  /// Where the first delimiter, quote or line end lies, or the end of the bytes.
  @inline(__always)
  private func endOfPlain(in bytes: RawSpan, from start: Int) -> Int {
    var position = start
    while position + 8 <= bytes.byteCount {
      let word = bytes.word(at: position)
      let special =
        ByteWord.zeroBytes(word ^ patterns.delimiter) | ByteWord.zeroBytes(word ^ patterns.quote)
        | ByteWord.zeroBytes(word ^ patterns.line) | ByteWord.zeroBytes(word ^ patterns.carriage)
      if special != 0 { return position + special.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < bytes.byteCount {
      let byte = bytes[position]
      if byte == delimiter || byte == quote || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
      {
        return position
      }
      position += 1
    }
    return position
  }

  /// Where the next quote lies; counts the line ends before it.
  private mutating func endOfQuoted(in bytes: RawSpan, from start: Int, _ quote: UInt8) -> Int? {
    let end = bytes.firstPosition(of: quote, in: start..<bytes.byteCount)
    var position = start
    while let line = bytes.firstPosition(
      of: UInt8(ascii: "\n"), in: position..<(end ?? bytes.byteCount))
    {
      innerLines += 1
      position = line + 1
    }
    return end
  }
}

extension FieldBuffer {
  /// Adds the fields found in the bytes held; doubled quotes in them become single ones.
  @inline(__always)
  mutating func add(_ fields: [CSVScanner.Field], quote: UInt8?) {
    for field in fields {
      if field.hasDoubledQuotes, let quote {
        addField(field.range, undoubling: quote)
      } else {
        addField(field.range)
      }
    }
  }
}

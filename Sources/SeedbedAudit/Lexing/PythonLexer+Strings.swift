extension PythonLexer {
  /// The letters before a string's quote.
  struct StringPrefix {
    var isRaw = false
    var isFormatted = false
    private var isBytes = false

    init() {}

    /// nil when the letters are a name and not a prefix.
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
      guard range.count <= 2 else { return nil }
      for index in range {
        switch text[index] | 0x20 {
        case UInt8(ascii: "r") where !isRaw: isRaw = true
        case UInt8(ascii: "b") where !isBytes && !isFormatted: isBytes = true
        case UInt8(ascii: "f") where !isFormatted && !isBytes,
          UInt8(ascii: "t") where !isFormatted && !isBytes:
          isFormatted = true
        case UInt8(ascii: "u"): break
        default: return nil
        }
      }
    }
  }

  /// The quotes a string ends with.
  struct Quote {
    let byte: UInt8
    let isTriple: Bool
    /// Where the string starts, for the message when it never ends.
    let start: Int

    var length: Int { isTriple ? 3 : 1 }

    var neverEnds: LexicalProblem {
      LexicalProblem(message: "the string that starts here never ends", offset: start)
    }
  }

  /// Takes the string whose quote is at `position` and whose prefix starts at `start`.
  mutating func string(
    _ text: Span<UInt8>, from start: Int, prefix: StringPrefix
  ) throws(LexicalProblem) {
    let byte = text[position]
    let isTriple =
      position + 2 < text.count && text[position + 1] == byte && text[position + 2] == byte
    let quote = Quote(byte: byte, isTriple: isTriple, start: start)
    position += quote.length
    if prefix.isFormatted {
      try formattedBody(text, from: start, quote: quote, isRaw: prefix.isRaw)
    } else {
      try plainBody(text, quote: quote)
      append(.string, from: start)
    }
  }

  private mutating func plainBody(
    _ text: Span<UInt8>, quote: Quote
  ) throws(LexicalProblem) {
    while position < text.count {
      let byte = text[position]
      if byte == quote.byte {
        if isEnd(text, of: quote) { return position += quote.length }
        position += 1
      } else if byte == .backslash {
        position += lengthOfEscape(text)
      } else if byte.isLineEnd, !quote.isTriple {
        throw quote.neverEnds
      } else {
        position += 1
      }
    }
    throw quote.neverEnds
  }

  private func isEnd(_ text: Span<UInt8>, of quote: Quote) -> Bool {
    guard text[position] == quote.byte else { return false }
    return !quote.isTriple
      || position + 2 < text.count && text[position + 1] == quote.byte
        && text[position + 2] == quote.byte
  }

  private mutating func formattedBody(
    _ text: Span<UInt8>, from start: Int, quote: Quote, isRaw: Bool
  ) throws(LexicalProblem) {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= 100 else {
      throw LexicalProblem(message: "more than 100 f-strings inside one another", offset: start)
    }
    var piece = start
    while position < text.count {
      let byte = text[position]
      let next = position + 1 < text.count ? text[position + 1] : 0
      if isEnd(text, of: quote) {
        position += quote.length
        append(.string, from: piece)
        return
      } else if byte == .openBrace, next != .openBrace {
        append(.string, from: piece)
        try field(text, of: quote)
        piece = position
      } else if byte == .openBrace || byte == .closeBrace && next == .closeBrace {
        position += 2
      } else if byte == .backslash {
        skipEscape(text, followedBy: next, isRaw: isRaw)
      } else if byte.isLineEnd, !quote.isTriple {
        throw quote.neverEnds
      } else {
        position += 1
      }
    }
    throw quote.neverEnds
  }

  /// `\{` still opens an expression; `\N{...}` does not, unless the string is raw.
  private mutating func skipEscape(_ text: Span<UInt8>, followedBy next: UInt8, isRaw: Bool) {
    if next == .openBrace || next == .closeBrace {
      position += 1
    } else if !isRaw, next == UInt8(ascii: "N"), position + 2 < text.count,
      text[position + 2] == .openBrace
    {
      while position < text.count, text[position] != .closeBrace, !text[position].isLineEnd {
        position += 1
      }
    } else {
      position += lengthOfEscape(text)
    }
  }

  /// `{expression!r:format}`, from the brace at `position` to after its partner.
  private mutating func field(_ text: Span<UInt8>, of quote: Quote) throws(LexicalProblem) {
    try brackets.push(.openBrace, at: position)
    position += 1
    append(.punctuation, from: position - 1)
    let depth = brackets.depth
    while position < text.count {
      if skipBlank(text) { continue }
      guard brackets.depth == depth else {
        try token(text)
        continue
      }
      switch text[position] {
      case .closeBrace:
        return try closeField()
      case .colon:
        try formatSpecification(text, of: quote)
        return try closeField()
      case .exclamation where position + 1 < text.count && text[position + 1] != .equals:
        position += 1
        while position < text.count, text[position].continuesName { position += 1 }
      default:
        try token(text)
      }
    }
    throw quote.neverEnds
  }

  private mutating func closeField() throws(LexicalProblem) {
    try brackets.pop(.closeBrace, at: position)
    position += 1
    append(.punctuation, from: position - 1)
  }

  /// What stands between `:` and the closing brace; may hold fields of its own.
  private mutating func formatSpecification(
    _ text: Span<UInt8>, of quote: Quote
  ) throws(LexicalProblem) {
    var piece = position
    position += 1
    while position < text.count {
      let byte = text[position]
      if byte == .closeBrace { return append(.string, from: piece) }
      if byte == .openBrace {
        append(.string, from: piece)
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= 100 else {
          throw LexicalProblem(
            message: "more than 100 format fields inside one another", offset: position)
        }
        try field(text, of: quote)
        piece = position
      } else if isEnd(text, of: quote) || byte.isLineEnd && !quote.isTriple {
        throw quote.neverEnds
      } else {
        position += 1
      }
    }
    throw quote.neverEnds
  }
}

/// Cuts Python source (2.7 to 3.14) into tokens.
///
/// The expressions inside f-strings and t-strings become tokens between `{` and `}`, with the text
/// around them as string pieces, so that a call in one is found like any other. One pass, O(n).
struct PythonLexer {
  var position = 0
  var brackets = BracketStack()
  /// How many f-strings are open around this place.
  var nesting = 0
  private var tokens: [Token] = []
  private var isAtLineStart = true

  /// - Throws: `LexicalProblem` when the text ends inside a string or a bracket.
  static func tokens(of text: Span<UInt8>) throws(LexicalProblem) -> [Token] {
    var lexer = PythonLexer()
    lexer.tokens.reserveCapacity(text.count / 5)
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { lexer.position = 3 }
    while lexer.position < text.count {
      if lexer.skipBlank(text) { continue }
      try lexer.token(text)
    }
    try lexer.brackets.finish()
    return lexer.tokens
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(
        kind: kind, startsLine: isAtLineStart, start: UInt32(truncatingIfNeeded: start),
        length: UInt32(truncatingIfNeeded: position - start)))
    isAtLineStart = false
  }

  /// Skips one blank, line end, comment or continued line; false when a token is next.
  mutating func skipBlank(_ text: Span<UInt8>) -> Bool {
    let byte = text[position]
    switch byte {
    case .space, .tab, .formFeed:
      position += 1
    case .lineFeed, .carriageReturn:
      position += 1
      if brackets.depth == 0 { isAtLineStart = true }
    case .hash:
      while position < text.count, !text[position].isLineEnd { position += 1 }
    case .backslash where position + 1 < text.count && text[position + 1].isLineEnd:
      position += lengthOfEscape(text)
    default:
      return false
    }
    return true
  }

  /// Takes one token, or a whole string with what is nested in it.
  mutating func token(_ text: Span<UInt8>) throws(LexicalProblem) {
    let start = position
    let byte = text[position]
    if byte.startsName {
      repeat { position += 1 } while position < text.count && text[position].continuesName
      guard position < text.count, position - start <= 3,
        text[position] == .doubleQuote || text[position] == .singleQuote,
        let prefix = StringPrefix(text, start..<position)
      else {
        append(.name, from: start)
        return
      }
      try string(text, from: start, prefix: prefix)
    } else if byte.isDigit || byte == .dot && followingByte(text).isDigit {
      number(text)
      append(.number, from: start)
    } else {
      switch byte {
      case .doubleQuote, .singleQuote:
        try string(text, from: start, prefix: StringPrefix())
      case .openParenthesis, .openBracket, .openBrace:
        try brackets.push(byte, at: start)
        position += 1
        append(.punctuation, from: start)
      case .closeParenthesis, .closeBracket, .closeBrace:
        try brackets.pop(byte, at: start)
        position += 1
        append(.punctuation, from: start)
      default:
        position += lengthOfOperator(text)
        append(.punctuation, from: start)
      }
    }
  }

  private func followingByte(_ text: Span<UInt8>) -> UInt8 {
    position + 1 < text.count ? text[position + 1] : 0
  }

  private mutating func number(_ text: Span<UInt8>) {
    func byte(_ ahead: Int) -> UInt8 {
      position + ahead < text.count ? text[position + ahead] : 0
    }
    let base = byte(1) | 0x20
    if byte(0) == 0x30, base == 0x78 || base == 0x6F || base == 0x62 {
      position += 2
      while byte(0).isHexadecimal || byte(0) == .underscore { position += 1 }
    } else {
      while byte(0).isDigit || byte(0) == .underscore { position += 1 }
      if byte(0) == .dot {
        position += 1
        while byte(0).isDigit || byte(0) == .underscore { position += 1 }
      }
      let sign = byte(1) == .plus || byte(1) == .minus ? 1 : 0
      if byte(0) | 0x20 == 0x65, byte(1 + sign).isDigit {
        position += 1 + sign
        while byte(0).isDigit || byte(0) == .underscore { position += 1 }
      }
    }
    let suffix = byte(0) | 0x20
    if suffix == 0x6A || suffix == 0x6C { position += 1 }
  }

  private func lengthOfOperator(_ text: Span<UInt8>) -> Int {
    func byte(_ ahead: Int) -> UInt8 {
      position + ahead < text.count ? text[position + ahead] : 0
    }
    let first = byte(0)
    switch first {
    case .asterisk, .slash, .less, .greater:
      guard byte(1) == first else {
        return byte(1) == .equals || first == .less && byte(1) == .greater ? 2 : 1
      }
      return byte(2) == .equals ? 3 : 2
    case .minus where byte(1) == .greater:
      return 2
    case .dot:
      return byte(1) == .dot && byte(2) == .dot ? 3 : 1
    case .equals, .exclamation, .plus, .minus, .colon, 0x25, 0x26, 0x40, 0x5E, 0x7C:
      return byte(1) == .equals ? 2 : 1
    default:
      return 1
    }
  }

  /// The backslash at `position` and what it escapes: two bytes, three for CR LF.
  func lengthOfEscape(_ text: Span<UInt8>) -> Int {
    let isPair =
      position + 2 < text.count && text[position + 1] == .carriageReturn
      && text[position + 2] == .lineFeed
    return isPair ? 3 : 2
  }
}

/// Cuts Swift source into tokens.
///
/// The expressions of string interpolations become tokens between parentheses, with the text around
/// them as string pieces. Nested comments, raw and multi-line strings and regular expression
/// literals are known. One pass, O(n).
struct SwiftLexer {
  var position = 0
  var brackets = BracketStack()
  /// How many interpolations are open around this place.
  var nesting = 0
  private var tokens: [Token] = []
  private var isAtLineStart = true

  /// - Throws: `LexicalProblem` when the text ends inside a string, a comment or a bracket.
  static func tokens(of text: Span<UInt8>) throws(LexicalProblem) -> [Token] {
    var lexer = SwiftLexer()
    lexer.tokens.reserveCapacity(text.count / 5)
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { lexer.position = 3 }
    if text.count > 1, text[0] == .hash, text[1] == .exclamation { lexer.skipLine(text) }
    while lexer.position < text.count {
      if try lexer.skipBlank(text) { continue }
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

  /// The byte `ahead` of the position, 0 after the end.
  func byte(_ text: Span<UInt8>, _ ahead: Int) -> UInt8 {
    position + ahead < text.count ? text[position + ahead] : 0
  }

  /// Skips one blank, line end or comment; false when a token is next.
  mutating func skipBlank(_ text: Span<UInt8>) throws(LexicalProblem) -> Bool {
    switch text[position] {
    case .space, .tab, .formFeed, 0x0B, 0:
      position += 1
    case .lineFeed, .carriageReturn:
      position += 1
      isAtLineStart = true
    case .slash where byte(text, 1) == .slash:
      skipLine(text)
    case .slash where byte(text, 1) == .asterisk:
      try skipComment(text)
    default:
      return false
    }
    return true
  }

  private mutating func skipLine(_ text: Span<UInt8>) {
    while position < text.count, !text[position].isLineEnd { position += 1 }
  }

  private mutating func skipComment(_ text: Span<UInt8>) throws(LexicalProblem) {
    let start = position
    var depth = 0
    while position < text.count {
      if text[position] == .slash, byte(text, 1) == .asterisk {
        depth += 1
        position += 2
      } else if text[position] == .asterisk, byte(text, 1) == .slash {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
    throw LexicalProblem(message: "the comment that starts here never ends", offset: start)
  }

  /// Takes one token, or a whole string with what is nested in it.
  mutating func token(_ text: Span<UInt8>) throws(LexicalProblem) {
    let start = position
    let first = text[position]
    if first.startsName || first == .dollar {
      repeat { position += 1 } while position < text.count && text[position].continuesName
      return append(.name, from: start)
    }
    if first.isDigit {
      number(text)
      return append(.number, from: start)
    }
    switch first {
    case .doubleQuote:
      try string(text, hashes: 0)
    case .hash:
      try afterHash(text)
    case .backtick:
      try quotedName(text)
    case .slash where isRegexStart(text):
      try regex(text, hashes: 0)
    case .openParenthesis, .openBracket, .openBrace:
      try brackets.push(first, at: start)
      position += 1
      append(.punctuation, from: start)
    case .closeParenthesis, .closeBracket, .closeBrace:
      try brackets.pop(first, at: start)
      position += 1
      append(.punctuation, from: start)
    default:
      takeOperator(text)
      append(.punctuation, from: start)
    }
  }

  /// `#if`, `#"raw"#` or `#/regex/#`.
  private mutating func afterHash(_ text: Span<UInt8>) throws(LexicalProblem) {
    var hashes = 1
    while byte(text, hashes) == .hash { hashes += 1 }
    switch byte(text, hashes) {
    case .doubleQuote:
      try string(text, hashes: hashes)
    case .slash:
      try regex(text, hashes: hashes)
    default:
      position += 1
      append(.punctuation, from: position - 1)
    }
  }

  /// A name between backticks; the token holds the name without them.
  private mutating func quotedName(_ text: Span<UInt8>) throws(LexicalProblem) {
    let start = position + 1
    position = start
    while position < text.count, text[position] != .backtick, !text[position].isLineEnd {
      position += 1
    }
    guard byte(text, 0) == .backtick else {
      throw LexicalProblem(message: "the backtick here has no partner", offset: start - 1)
    }
    append(.name, from: start)
    position += 1
  }

  private mutating func number(_ text: Span<UInt8>) {
    let isPrefixed = text[position] == 0x30 && byte(text, 1).isLetter
    while byte(text, 0).continuesName { position += 1 }
    if byte(text, 0) == .dot, byte(text, 1).isDigit {
      position += 1
      while byte(text, 0).continuesName { position += 1 }
    }
    let last = text[position - 1] | 0x20
    let exponent: UInt8 = isPrefixed ? 0x70 : 0x65
    if last == exponent, byte(text, 0) == .minus || byte(text, 0) == .plus,
      byte(text, 1).isDigit
    {
      position += 1
      while byte(text, 0).continuesName { position += 1 }
    }
  }

  private mutating func takeOperator(_ text: Span<UInt8>) {
    let first = text[position]
    position += 1
    if first == .dot {
      while byte(text, 0) == .dot || byte(text, -1) == .dot && byte(text, 0) == .less {
        position += 1
      }
      return
    }
    guard first.isSwiftOperator else { return }
    while byte(text, 0).isSwiftOperator {
      let isComment =
        byte(text, 0) == .slash && (byte(text, 1) == .slash || byte(text, 1) == .asterisk)
      if isComment { return }
      position += 1
    }
  }

  /// Whether the slash at `position` starts a regular expression (SE-0354): after something that
  /// cannot end an operand, not before a blank, and with its end on the same line.
  private func isRegexStart(_ text: Span<UInt8>) -> Bool {
    let next = byte(text, 1)
    guard next != 0, next != .space, next != .tab, !next.isLineEnd else { return false }
    if let last = tokens.last {
      switch last.kind {
      case .number, .string: return false
      case .name: guard isOperandKeyword(text, last) else { return false }
      case .punctuation:
        switch text[last.range.upperBound - 1] {
        case .closeParenthesis, .closeBracket, .closeBrace, .dot: return false
        case .exclamation, .question:
          guard last.range.upperBound < position else { return false }
        default: break
        }
      }
    }
    var index = position + 1
    while index < text.count, !text[index].isLineEnd {
      if text[index] == .slash { return text[index - 1] != .space }
      index += text[index] == .backslash ? 2 : 1
    }
    return false
  }

  private func isOperandKeyword(_ text: Span<UInt8>, _ token: Token) -> Bool {
    guard (2...6).contains(token.length) else { return false }
    let word = token.range.map { text[$0] }
    return ["return", "case", "in", "try", "await", "throw", "if", "while", "where", "else", "is"]
      .contains { word.elementsEqual($0.utf8) }
  }
}

extension UInt8 {
  /// The ASCII characters of Swift operators, the dot apart.
  fileprivate var isSwiftOperator: Bool {
    switch self {
    case .slash, .equals, .minus, .plus, .exclamation, .asterisk, .less, .greater, .question,
      0x25, 0x26, 0x5E, 0x7C, 0x7E:
      true
    default: false
    }
  }
}

extension SwiftLexer {
  /// Takes the string at `position`: `hashes` number signs, then one quote or three.
  mutating func string(_ text: Span<UInt8>, hashes: Int) throws(LexicalProblem) {
    let start = position
    let neverEnds = LexicalProblem(
      message: "the string that starts here never ends", offset: start)
    position += hashes
    let isMultiline = opensMultiline(text, hashes: hashes)
    position += isMultiline ? 3 : 1
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= 100 else {
      throw LexicalProblem(message: "more than 100 strings inside one another", offset: start)
    }
    var piece = start
    while position < text.count {
      switch text[position] {
      case .doubleQuote where isEnd(text, isMultiline: isMultiline, hashes: hashes):
        position += (isMultiline ? 3 : 1) + hashes
        return append(.string, from: piece)
      case .backslash where hasHashes(text, count: hashes, ahead: 1):
        position += 1 + hashes
        guard byte(text, 0) == .openParenthesis else {
          position += 1
          continue
        }
        append(.string, from: piece)
        try interpolation(text, neverEnds)
        piece = position
      case .lineFeed where !isMultiline, .carriageReturn where !isMultiline:
        throw neverEnds
      default:
        position += 1
      }
    }
    throw neverEnds
  }

  /// Three quotes open a multi-line string, but `#"""#` is one line that holds a quote.
  private func opensMultiline(_ text: Span<UInt8>, hashes: Int) -> Bool {
    guard byte(text, 1) == .doubleQuote, byte(text, 2) == .doubleQuote else { return false }
    guard hashes > 0 else { return true }
    var ahead = 3
    while byte(text, ahead) != 0, !byte(text, ahead).isLineEnd {
      if byte(text, ahead) == .hash { return false }
      ahead += 1
    }
    return true
  }

  /// `(expression)`, from the parenthesis at `position` to after its partner.
  private mutating func interpolation(
    _ text: Span<UInt8>, _ neverEnds: LexicalProblem
  ) throws(LexicalProblem) {
    let depth = brackets.depth
    try token(text)
    while position < text.count {
      if try skipBlank(text) { continue }
      try token(text)
      if brackets.depth == depth { return }
    }
    throw neverEnds
  }

  private func hasHashes(_ text: Span<UInt8>, count: Int, ahead: Int) -> Bool {
    for index in 0..<count where byte(text, ahead + index) != .hash { return false }
    return true
  }

  private func isEnd(_ text: Span<UInt8>, isMultiline: Bool, hashes: Int) -> Bool {
    guard isMultiline else { return hasHashes(text, count: hashes, ahead: 1) }
    return byte(text, 1) == .doubleQuote && byte(text, 2) == .doubleQuote
      && hasHashes(text, count: hashes, ahead: 3)
  }

  /// Takes a regular expression literal; with number signs it may span lines.
  mutating func regex(_ text: Span<UInt8>, hashes: Int) throws(LexicalProblem) {
    let start = position
    position += hashes + 1
    while position < text.count {
      if text[position] == .slash, hasHashes(text, count: hashes, ahead: 1) {
        position += 1 + hashes
        return append(.string, from: start)
      }
      position += text[position] == .backslash ? 2 : 1
    }
    throw LexicalProblem(
      message: "the regular expression that starts here never ends", offset: start)
  }
}

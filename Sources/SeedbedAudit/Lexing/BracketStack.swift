/// The brackets open at a place in a source file.
struct BracketStack {
  /// Far more than the languages' own parsers take.
  static let limit = 1_000

  private var open: [(closer: UInt8, offset: Int)] = []

  var depth: Int { open.count }

  /// - Throws: when too many brackets are open.
  mutating func push(_ opener: UInt8, at offset: Int) throws(LexicalProblem) {
    guard open.count < Self.limit else {
      throw LexicalProblem(
        message: "more than \(Self.limit) brackets inside one another", offset: offset)
    }
    let closer: UInt8 =
      switch opener {
      case .openParenthesis: .closeParenthesis
      case .openBracket: .closeBracket
      default: .closeBrace
      }
    open.append((closer, offset))
  }

  /// Closes the innermost bracket.
  mutating func pop(_ closer: UInt8, at offset: Int) throws(LexicalProblem) {
    guard let last = open.popLast(), last.closer == closer else {
      let character = Character(Unicode.Scalar(closer))
      throw LexicalProblem(message: "'\(character)' closes nothing that is open", offset: offset)
    }
  }

  /// - Throws: when a bracket is still open at the end of the file.
  func finish() throws(LexicalProblem) {
    guard let last = open.last else { return }
    throw LexicalProblem(message: "the bracket opened here is never closed", offset: last.offset)
  }
}

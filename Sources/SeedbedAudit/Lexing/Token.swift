/// One word of a source file; comments and white space are not tokens.
struct Token: Sendable, Equatable {
  enum Kind: UInt8, Sendable {
    case name
    case number
    /// A whole string literal, or a piece of one between two nested expressions.
    case string
    case punctuation
  }

  let kind: Kind
  /// Python: the first of a logical line. Swift: the first of a line of text.
  let startsLine: Bool
  /// Where it starts, in bytes.
  let start: UInt32
  /// Bytes.
  let length: UInt32

  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// Why a file cannot be cut into tokens, and where.
struct LexicalProblem: Error, Equatable {
  let message: String
  /// Bytes from the start of the file.
  let offset: Int
}

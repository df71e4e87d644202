/// The names that a piece of SQL holds, such as the columns of a condition.
package enum SQLNames {
  /// Whether a column is named; what is called like a function does not count.
  package static func names(_ column: String, in sql: String) -> Bool {
    !places(of: column, in: SQLPieces(sql)).isEmpty
  }

  /// The text with one column's name replaced by another's.
  package static func renaming(_ column: String, to name: String, in sql: String) -> String {
    let pieces = SQLPieces(sql)
    var bytes = pieces.bytes
    for place in places(of: column, in: pieces).reversed() {
      bytes.replaceSubrange(pieces.tokens[place].range, with: Array(SQLText.identifier(name).utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The words that a table's statement allows a column to be, as in `status IN ('new', 'paid')`.
  static func words(allowedFor column: String, in table: String) -> [String]? {
    let pieces = SQLPieces(table)
    for place in places(of: column, in: pieces) {
      guard pieces.text(place + 1)?.uppercased() == "IN", pieces.text(place + 2) == "(" else {
        continue
      }
      var words: [String] = []
      var next = place + 3
      while let word = pieces.text(next), word.hasPrefix("'") {
        words.append(String(word.dropFirst().dropLast()).replacing("''", with: "'"))
        guard pieces.text(next + 1) == "," else { break }
        next += 2
      }
      if !words.isEmpty, pieces.text(next + 1) == ")" { return words }
    }
    return nil
  }

  private static func places(of column: String, in pieces: SQLPieces) -> [Int] {
    pieces.tokens.indices.filter { pieces.isColumn(column, at: $0) }
  }
}

/// The tokens of a short piece of SQL, by their places.
struct SQLPieces {
  let bytes: [UInt8]
  let tokens: [ScriptToken]

  init(_ sql: String, for engine: StoreEngine = .sqlite) {
    bytes = Array(sql.utf8)
    var lexer = SQLLexer(bytes, for: engine)
    var tokens: [ScriptToken] = []
    while let token = lexer.next() { tokens.append(token) }
    self.tokens = tokens
  }

  /// The token as it is written; nil beyond the last.
  func text(_ place: Int) -> String? {
    guard tokens.indices.contains(place) else { return nil }
    return String(decoding: bytes[tokens[place].range], as: UTF8.self)
  }

  /// The name a token stands for, without quotes; nil for what is none.
  func name(at place: Int) -> String? {
    guard let text = text(place) else { return nil }
    switch tokens[place].kind {
    case .word: return text
    case .name:
      let quote = text.last.map(String.init) ?? ""
      let inner = String(text.dropFirst().dropLast())
      return quote == "]" ? inner : inner.replacing(quote + quote, with: quote)
    case .value, .symbol: return nil
    }
  }

  /// Whether a token names a column; a word before a parenthesis is a function.
  func isColumn(_ name: String, at place: Int) -> Bool {
    let isCall = text(place + 1) == "(" && tokens[place].kind == .word
    return !isCall && isName(name, at: place)
  }

  /// Names differ by more than case, as they do on SQLite and, without quotes, on PostgreSQL.
  func isName(_ name: String, at place: Int) -> Bool {
    self.name(at: place)?.lowercased() == name.lowercased()
  }
}

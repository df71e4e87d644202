/// A CREATE TABLE statement of SQLite, as far as its pragmas do not tell what it says.
struct SQLiteTableText {
  /// The conditions of CHECK.
  private(set) var checks: [String] = []
  /// The collations that are not SQLite's usual one, by column.
  private(set) var collations: [(column: String, name: String)] = []

  init(_ sql: String) {
    let tokens = SQLToken.all(in: sql)
    var depth = 0
    var column: String?
    for (place, token) in tokens.enumerated() {
      if depth == 1, tokens[place - 1].isSign("(") || tokens[place - 1].isSign(",") {
        column = token.name
      }
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      guard depth == 1, place + 1 < tokens.count else { continue }
      if token.isKeyword("check"), let condition = Self.group(from: place + 1, of: tokens, in: sql)
      {
        checks.append(condition)
      }
      if token.isKeyword("collate"), let column, let name = tokens[place + 1].name,
        name.uppercased() != "BINARY"
      {
        collations.append((column, name))
      }
    }
  }

  /// What stands in the parentheses that begin at a token.
  private static func group(from start: Int, of tokens: [SQLToken], in sql: String) -> String? {
    guard tokens[start].isSign("(") else { return nil }
    var depth = 0
    for place in start..<tokens.count {
      if tokens[place].isSign("(") { depth += 1 }
      if tokens[place].isSign(")") { depth -= 1 }
      if depth == 0 {
        let range = tokens[start].range.upperBound..<tokens[place].range.lowerBound
        return String(sql[range])
      }
    }
    return nil
  }

  /// The condition in one spelling: no case, quotes, blanks or outer parentheses.
  static func normalized(_ condition: String) -> String {
    var tokens = SQLToken.all(in: condition)[...]
    while let first = tokens.first, first.isSign("("), closes(tokens) {
      tokens = tokens.dropFirst().dropLast()
    }
    return tokens.map { token in
      switch token.kind {
      case .word: token.text.lowercased()
      case .text: SQLText.literal(token.text)
      case .number: token.text
      case .sign: ["==": "=", "!=": "<>"][token.text] ?? token.text
      }
    }.joined(separator: " ")
  }

  /// Whether the first parenthesis is closed by the last token.
  private static func closes(_ tokens: ArraySlice<SQLToken>) -> Bool {
    var depth = 0
    for place in tokens.indices {
      if tokens[place].isSign("(") { depth += 1 }
      if tokens[place].isSign(")") { depth -= 1 }
      if depth == 0 { return place == tokens.indices.last }
    }
    return false
  }
}

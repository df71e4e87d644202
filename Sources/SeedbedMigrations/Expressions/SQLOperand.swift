import SeedbedStore

/// What stands on a side of a comparison: a name, with its table or without, or a literal.
struct SQLOperand {
  enum Kind {
    /// The token of the column's own name.
    case name(SQLToken, table: SQLToken?)
    /// With its sign.
    case number(String)
    case text(String)
  }

  let kind: Kind
  /// Its tokens.
  let range: ClosedRange<Int>
}

/// Where operands and the ends of conditions are in the tokens of an expression.
struct SQLTokens {
  let all: [SQLToken]

  init(_ sql: String) {
    all = SQLToken.all(in: sql)
  }

  subscript(place: Int) -> SQLToken? { all.indices.contains(place) ? all[place] : nil }

  func isKeyword(_ place: Int, _ keywords: String...) -> Bool {
    self[place].map { token in keywords.contains { token.isKeyword($0) } } ?? false
  }

  func isSign(_ place: Int, _ signs: String...) -> Bool {
    self[place].map { token in signs.contains { token.isSign($0) } } ?? false
  }

  func isComparison(_ place: Int) -> Bool {
    isSign(place, "=", "==", "<>", "!=", "<", "<=", ">", ">=")
  }

  func isArithmetic(_ place: Int) -> Bool { isSign(place, "+", "-", "*", "/", "%", "||") }

  var hasQuery: Bool { all.contains { $0.isKeyword("select") } }

  /// The operand that begins at a token.
  func operand(from place: Int) -> SQLOperand? {
    let signed = isSign(place, "-", "+") ? place + 1 : place
    guard let token = self[signed] else { return nil }
    switch token.kind {
    case .number:
      let sign = signed > place && isSign(place, "-") ? "-" : ""
      return SQLOperand(kind: .number(sign + token.text), range: place...signed)
    case .text where signed == place:
      return SQLOperand(kind: .text(token.text), range: place...place)
    case .word where signed == place:
      if isSign(place + 1, "."), let column = self[place + 2], column.name != nil {
        return SQLOperand(kind: .name(column, table: token), range: place...(place + 2))
      }
      if isSign(place + 1, "(") { return nil }
      return SQLOperand(kind: .name(token, table: nil), range: place...place)
    case .text, .word, .sign: return nil
    }
  }

  /// The operand that ends at a token.
  func operand(to place: Int) -> SQLOperand? {
    let starts = [place - 2, place - 1, place].filter { $0 >= 0 }
    return starts.lazy.compactMap { operand(from: $0) }.first { operand in
      guard operand.range.upperBound == place else { return false }
      // In `a - 1` the sign is no part of the number.
      if case .number = operand.kind, operand.range.count == 2 {
        return isStart(operand.range.lowerBound - 1)
          || isComparison(operand.range.lowerBound - 1)
      }
      return true
    }
  }

  /// Whether a condition may begin after a token.
  func isStart(_ place: Int) -> Bool {
    guard place >= 0 else { return true }
    if isKeyword(place, "and") { return !belongsToBetween(place) }
    return isSign(place, "(", ",")
      || isKeyword(place, "or", "not", "where", "when", "on", "then", "else", "having")
  }

  /// Whether a condition may end before a token.
  func isEnd(_ place: Int) -> Bool {
    guard place < all.count else { return true }
    return isSign(place, ")", ",")
      || isKeyword(
        place, "and", "or", "then", "when", "else", "end", "group", "order", "limit", "having")
  }

  /// Whether an AND parts the bounds of a BETWEEN.
  private func belongsToBetween(_ place: Int) -> Bool {
    var depth = 0
    for index in (0..<place).reversed() {
      if isSign(index, ")") { depth += 1 }
      if isSign(index, "(") { depth -= 1 }
      if depth < 0 { return false }
      if depth == 0 {
        if isKeyword(index, "between") { return true }
        if isKeyword(index, "and", "or", "where", "when", "then", "else") { return false }
      }
    }
    return false
  }
}

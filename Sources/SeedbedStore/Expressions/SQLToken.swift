/// A word, number, text or sign of an SQL expression.
package struct SQLToken: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A name or keyword; quotes make it a name in any case.
    case word(isQuoted: Bool)
    case number
    case text
    /// `<=`, `(`, `||` and the like.
    case sign
  }

  package let kind: Kind
  /// What it says: quotes and their escapes are gone.
  package let text: String
  /// Where it stands.
  package let range: Range<String.Index>

  /// Whether it is this keyword, in any case.
  package func isKeyword(_ keyword: String) -> Bool {
    kind == .word(isQuoted: false) && text.lowercased() == keyword
  }

  package func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

  /// The name it may be; nil for anything else.
  package var name: String? {
    if case .word = kind { text } else { nil }
  }

  /// Whether it means the column or table called `name`: case counts only in quotes.
  package func names(_ name: String) -> Bool {
    switch kind {
    case .word(isQuoted: true): text == name
    case .word(isQuoted: false): text.lowercased() == name.lowercased()
    case .number, .text, .sign: false
    }
  }
}

extension SQLToken {
  private static let longSigns: Set<String> = ["<=", ">=", "<>", "!=", "==", "||", "->", "::"]

  /// The tokens of an expression, without blanks and comments; what is left open goes to the end.
  package static func all(in sql: String) -> [SQLToken] {
    var tokens: [SQLToken] = []
    var place = sql.startIndex
    func after(_ index: String.Index) -> Character? {
      let next = sql.index(after: index)
      return next < sql.endIndex ? sql[next] : nil
    }
    func add(_ kind: Kind, _ text: String, to end: String.Index) {
      tokens.append(SQLToken(kind: kind, text: text, range: place..<end))
      place = end
    }
    while place < sql.endIndex {
      let character = sql[place]
      if character.isWhitespace {
        place = sql.index(after: place)
      } else if character == "-", after(place) == "-" {
        place = sql[place...].firstIndex(where: \.isNewline) ?? sql.endIndex
      } else if character == "/", after(place) == "*" {
        let body = sql[sql.index(place, offsetBy: 2)...]
        place = body.firstRange(of: "*/")?.upperBound ?? sql.endIndex
      } else if let close = closing(character) {
        let (text, end) = quoted(in: sql, from: sql.index(after: place), to: close)
        add(character == "'" ? .text : .word(isQuoted: true), text, to: end)
      } else if character.isNumber || (character == "." && after(place)?.isNumber == true) {
        let end = numberEnd(in: sql, from: place)
        add(.number, String(sql[place..<end]), to: end)
      } else if character.isLetter || character == "_" {
        let end =
          sql[place...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
          ?? sql.endIndex
        add(.word(isQuoted: false), String(sql[place..<end]), to: end)
      } else {
        let two = String(sql[place...].prefix(2))
        let text = longSigns.contains(two) ? two : String(character)
        add(.sign, text, to: sql.index(place, offsetBy: text.count))
      }
    }
    return tokens
  }

  private static func closing(_ character: Character) -> Character? {
    switch character {
    case "'", "\"", "`": character
    case "[": "]"
    default: nil
    }
  }

  private static func quoted(
    in sql: String, from start: String.Index, to close: Character
  ) -> (String, String.Index) {
    var text = ""
    var place = start
    while place < sql.endIndex {
      let next = sql.index(after: place)
      if sql[place] != close {
        text.append(sql[place])
        place = next
      } else if next < sql.endIndex, sql[next] == close, close != "]" {
        text.append(close)
        place = sql.index(after: next)
      } else {
        return (text, next)
      }
    }
    return (text, place)
  }

  private static func numberEnd(in sql: String, from start: String.Index) -> String.Index {
    var last: Character = " "
    for place in sql[start...].indices {
      let character = sql[place]
      let isSign = (character == "-" || character == "+") && (last == "e" || last == "E")
      guard isSign || character.isNumber || character.isLetter || character == "." else {
        return place
      }
      last = character
    }
    return sql.endIndex
  }
}

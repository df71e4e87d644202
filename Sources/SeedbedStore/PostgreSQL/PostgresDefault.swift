import SeedbedCore

/// Defaults of columns as PostgreSQL keeps them: expressions, written here and read back.
enum PostgresDefault {
  private static let now = "now()"

  static func text(of value: CollectionSchema.Default) -> String {
    switch value {
    case .now: now
    case .expression(let expression): expression
    case .value(let value):
      switch value {
      case .null: "NULL"
      case .bool(let flag): flag ? "true" : "false"
      case .int, .float: "'\(value.description)'"
      case .bytes(let bytes): "'\\x\(Hexadecimal.text(of: bytes))'::bytea"
      case .decimal, .text, .timestamp, .json: PostgresDialect.quotedText(value.description)
      }
    }
  }

  /// Reads a default back as a value of its column, or as the expression that it is.
  static func read(_ expression: String, as type: ColumnType) -> CollectionSchema.Default {
    if expression == now || expression == "CURRENT_TIMESTAMP" { return .now }
    guard let literal = literal(in: expression) else { return .expression(expression) }
    let text = PostgresLiteral.all(in: literal).first ?? literal
    if text == literal, text.uppercased() == "NULL" { return .value(.null) }
    return .value(value(of: text, as: type))
  }

  /// The one literal an expression is, without its types and parentheses: `(-5)::integer` is `-5`.
  private static func literal(in expression: String) -> String? {
    let match = expression.wholeMatch(
      of: /\(*(E?'(?:[^']|'')*'|-?[0-9.]+(?:[eE][+-]?[0-9]+)?|true|false|NULL)\)*(?:::[^':]+)*/)
    guard let literal = match.map({ String($0.output.1) }) else { return nil }
    // Words for a time that passes, read anew at each insert.
    let words = ["'now'", "'today'", "'tomorrow'", "'yesterday'"]
    return words.contains(literal.lowercased()) ? nil : literal
  }

  private static func value(of text: String, as type: ColumnType) -> Value {
    let value: Value? =
      switch type {
      case .id, .int, .bigint: Int64(text).map(Value.int)
      case .bool: .bool(text == "true" || text == "t" || text == "1")
      case .float: Double(text).map(Value.float)
      case .decimal: ExactDecimal(text).map(Value.decimal)
      case .bytes: Hexadecimal.bytes(of: Array(text.utf8.dropFirst(2))).map(Value.bytes)
      case .timestamp: Timestamp(stored: PostgresText.timestamp(text)).map(Value.timestamp)
      case .json: .json(CanonicalJSON.text(of: Array(text.utf8)))
      case .text, .date, .time, .uuid, .enumeration: .text(text)
      }
    return value ?? .text(text)
  }
}

/// Literals in expressions that the server prints.
enum PostgresLiteral {
  /// The texts in quotes, in order, escapes undone.
  static func all(in expression: String) -> [String] {
    var found: [String] = []
    var rest = Substring(expression)
    while let start = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
      if rest[start] == "\"" {
        // A name; a quote in it is doubled, and ends one part and begins the next.
        let name = rest[rest.index(after: start)...]
        rest = name.firstIndex(of: "\"").map { name[name.index(after: $0)...] } ?? ""
        continue
      }
      let escapes = start > rest.startIndex && rest[rest.index(before: start)] == "E"
      var text = ""
      var place = rest.index(after: start)
      while place < rest.endIndex {
        let after = rest.index(after: place)
        if rest[place] == "'" {
          guard after < rest.endIndex, rest[after] == "'" else {
            place = after
            break
          }
          text.append("'")
          place = rest.index(after: after)
        } else if escapes, rest[place] == "\\", after < rest.endIndex {
          text.append(rest[after])
          place = rest.index(after: after)
        } else {
          text.append(rest[place])
          place = after
        }
      }
      found.append(text)
      rest = rest[place...]
    }
    return found
  }
}

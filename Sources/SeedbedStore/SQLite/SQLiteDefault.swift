import SeedbedCore

/// Defaults of columns as SQLite keeps them: SQL text, written here and read back.
enum SQLiteDefault {
  private static let now = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"

  static func text(of value: CollectionSchema.Default) -> String {
    switch value {
    case .now: "(\(now))"
    case .expression(let expression): "(\(expression))"
    case .value(let value):
      switch value {
      case .null: "NULL"
      case .bool(let flag): flag ? "1" : "0"
      case .int(let number): String(number)
      case .float(let number): String(number)
      case .bytes(let bytes): "X'\(Hexadecimal.text(of: bytes))'"
      case .decimal, .text, .timestamp, .json: SQLiteDialect.quotedText(value.description)
      }
    }
  }

  /// Reads a default back as a value of its column, or as the expression that it is.
  static func read(_ written: String, as type: ColumnType) -> CollectionSchema.Default {
    if written == now || written == "(\(now))" { return .now }
    let text = bare(written)
    if text.uppercased() == "NULL" { return .value(.null) }
    guard isLiteral(text) else { return .expression(written) }
    return .value(value(of: literal(text), as: type))
  }

  /// Without the parentheses around the whole.
  private static func bare(_ text: String) -> String {
    guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
    let inner = String(text.dropFirst().dropLast())
    return isLiteral(inner) ? inner : text
  }

  /// A text, bytes, a number, a truth value, or a bare word, which SQLite takes for a text.
  private static func isLiteral(_ text: String) -> Bool {
    let words = ["CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"]
    if words.contains(text.uppercased()) { return false }
    return text.wholeMatch(
      of:
        /[Xx]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?|[+-]?0[xX][0-9a-fA-F]+|\w+/
    )
      != nil
  }

  private static func literal(_ text: String) -> String {
    for quote in ["'", "\""] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      return String(text.dropFirst().dropLast()).replacing(quote + quote, with: quote)
    }
    return text
  }

  private static func value(of text: String, as type: ColumnType) -> Value {
    let value: Value? =
      switch type {
      case .id, .int, .bigint: Int64(text).map(Value.int)
      case .bool: .bool(text == "1" || text.lowercased() == "true")
      case .float: Double(text).map(Value.float)
      case .decimal: ExactDecimal(text).map(Value.decimal)
      case .bytes: bytes(text).map(Value.bytes)
      case .timestamp: Timestamp(stored: text).map(Value.timestamp)
      case .json: .json(text)
      case .text, .date, .time, .uuid, .enumeration: .text(text)
      }
    return value ?? .text(text)
  }

  /// The bytes of `X'00ff'`.
  private static func bytes(_ text: String) -> [UInt8]? {
    guard text.hasPrefix("X'"), text.hasSuffix("'") else { return nil }
    return Hexadecimal.bytes(of: Array(text.dropFirst(2).dropLast().utf8))
  }
}

import SeedbedCore

/// Defaults of columns as SQLite keeps them: SQL text, written here and read back.
enum SQLiteDefault {
  private static let now = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"

  static func text(of value: CollectionSchema.Default) -> String {
    switch value {
    case .now: "(\(now))"
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

  /// Reads a default back as a value of its column; text that is no literal stays text.
  static func read(_ text: String, as type: ColumnType) -> CollectionSchema.Default {
    if text == now || text == "(\(now))" { return .now }
    if text.uppercased() == "NULL" { return .value(.null) }
    return .value(value(of: literal(text), as: type))
  }

  private static func literal(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else { return text }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  private static func value(of text: String, as type: ColumnType) -> Value {
    let value: Value? =
      switch type {
      case .id, .int, .bigint: Int64(text).map(Value.int)
      case .bool: Int64(text).map { .bool($0 != 0) }
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

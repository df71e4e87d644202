import SeedbedCore
import SeedbedStore

/// Why SQL that every engine runs would not mean the same on each.
struct ExpressionProblem: Hashable {
  let message: String
  let help: String

  static func engines(_ name: String, _ type: ColumnType) -> Self {
    Self(
      message: """
        '\(name)' is \(type), which SQLite keeps as text: this would mean one thing there and \
        another on PostgreSQL
        """,
      help: "compare it alone with \(type.comparand), or write \(ownSQL)")
  }

  static func ambiguous(_ name: String, _ types: [ColumnType]) -> Self {
    Self(
      message: "'\(name)' may be \(types.map(\.description).joined(separator: " or ")) here",
      help: "write \(ownSQL)")
  }

  static func digits(_ number: String, _ type: ColumnType) -> Self {
    Self(
      message: """
        SQLite compares numbers by their first 15 digits, and \(number) with \(type) needs more
        """, help: "write \(ownSQL)")
  }

  static func literal(_ name: String, _ type: ColumnType, _ reason: String?) -> Self {
    Self(
      message: reason.map { "the value does not fit '\(name)': \($0)" }
        ?? "'\(name)' is \(type), which SQLite keeps as text: it takes a plain value here",
      help: """
        write a value\(type == .timestamp ? ", now" : ""), NULL or a column of the same type, or \
        \(ownSQL)
        """)
  }

  static func spelling(_ text: String, _ type: ColumnType, _ canonical: String?) -> Self {
    Self(
      message: "SQLite compares texts, and '\(text)' is not how it keeps a \(type)",
      help: canonical.map { "write '\($0)'" } ?? "write \(ownSQL)")
  }

  static func clock(_ word: String) -> Self {
    Self(
      message: "\(word) is a text of another form on SQLite",
      help: "'now' alone sets a timestamp; otherwise write \(ownSQL)")
  }

  static func fraction(_ number: String) -> Self {
    Self(
      message: "\(number) is exact on PostgreSQL and binary on SQLite, so results differ",
      help: "calculate with whole numbers, or write \(ownSQL)")
  }

  static let like = Self(
    message: "LIKE ignores case on SQLite and not on PostgreSQL",
    help: "write lower(COLUMN) LIKE 'a lower-case pattern', or \(ownSQL)")

  static let query = Self(
    message: "no engine takes a query in a check",
    help: "a check looks at its own row; write the rule as a trigger, in an 'sql' step")

  static func unknown(_ name: String, in table: CollectionSchema) -> Self {
    let phrase = Suggestion.phrase(for: name, among: table.columns.map(\.name))
    return Self(message: "'\(name)' is not a column of \(table.name)\(phrase)", help: "")
  }

  private static let ownSQL = "an 'sql' step, with a text for each engine"
}

extension ColumnType {
  fileprivate var comparand: String {
    switch self {
    case .decimal: "a number"
    case .json: "NULL (IS NULL, IS NOT NULL)"
    case .date, .time, .uuid, .timestamp: "a literal or a column of its type"
    case .id, .int, .bigint, .text, .bool, .float, .bytes, .enumeration: "a literal"
    }
  }

  /// Whether SQLite keeps it as a text that only its canonical form makes comparable.
  var isTextOnSQLite: Bool {
    switch self {
    case .decimal, .date, .time, .timestamp, .uuid, .json: true
    case .id, .int, .bigint, .text, .bool, .float, .bytes, .enumeration: false
    }
  }
}

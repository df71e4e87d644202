import SeedbedStore

/// Words of SQL's expressions that are no names.
enum SQLKeywords {
  private static let words: Set<String> = [
    "and", "as", "between", "both", "case", "cast", "collate", "distinct", "else", "end", "escape",
    "exists", "false", "from", "in", "interval", "is", "isnull", "leading", "like", "not",
    "notnull", "null", "or", "similar", "then", "to", "trailing", "true", "unknown", "when",
    "array", "any", "all", "some", "at", "time", "zone", "glob", "regexp", "match", "ilike",
    "symmetric", "for", "x", "date", "timestamp",
  ]

  static func isKeyword(_ token: SQLToken) -> Bool {
    token.kind == .word(isQuoted: false) && words.contains(token.text.lowercased())
  }
}

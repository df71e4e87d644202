/// Functions that SQLite has and PostgreSQL has not.
enum SQLiteFunctions {
  /// What does the same on both engines, where there is such a thing.
  private static let portable = [
    "ifnull": "coalesce(a, b)", "iif": "CASE WHEN a THEN b ELSE c END",
    "instr": "a condition with LIKE", "total": "coalesce(sum(a), 0)",
    "char": "the character itself",
  ]

  private static let others: Set<String> = [
    "datetime", "glob", "group_concat", "hex", "json_array", "json_extract", "json_group_array",
    "json_group_object", "json_insert", "json_patch", "json_remove", "json_replace", "json_set",
    "json_type", "json_valid", "julianday", "last_insert_rowid", "likelihood", "likely", "printf",
    "quote", "randomblob", "strftime", "typeof", "unhex", "unicode", "unixepoch", "unlikely",
    "zeroblob",
  ]

  /// Those a text calls, each once, in the order of their first calls; what stands in quotes is no call.
  static func called(in sql: String) -> [String] {
    var found: [String] = []
    var word = ""
    var quote: Character?
    for character in sql {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
        word = ""
      } else if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        let name = word.lowercased()
        let isKnown = portable[name] != nil || others.contains(name)
        if character == "(", isKnown, !found.contains(name) { found.append(name) }
        if character != " " { word = "" }
      }
    }
    return found
  }

  static func help(for name: String) -> String {
    portable[name].map { "write \($0), which both engines have" }
      ?? "write the step as 'sql', with a text for each engine"
  }
}

extension SQLiteFailure {
  /// What SQLite said, in words that name the column; nil for what there are no words for.
  static func words(for message: String) -> String? {
    if let rule = ruleWords(for: message) { return rule }
    if let found = message.wholeMatch(of: /no such (table|column|view|index|function): (.*)/) {
      return "there is no \(found.output.1) \(found.output.2)"
    }
    if let found = message.wholeMatch(of: /table (.*) has no column named (.*)/) {
      return "\(found.output.1) has no column \(found.output.2)"
    }
    if let found = message.wholeMatch(of: /duplicate column name: (.*)/) {
      return "there is a column \(found.output.1) already"
    }
    if let found = message.wholeMatch(of: /(table|index|view|trigger) (.*) already exists/) {
      return "there is a \(found.output.1) \(found.output.2) already"
    }
    return plainWords[message]
  }

  /// Why a row was refused.
  static func refusalWords(_ message: String) -> String { words(for: message) ?? message }

  private static func ruleWords(for message: String) -> String? {
    if let found = message.wholeMatch(of: /CHECK constraint failed: ((?s:.*))/) {
      return "the check '\(found.output.1)' does not hold"
    }
    if let found = message.wholeMatch(of: /UNIQUE constraint failed: (.*)/) {
      let names = found.output.1.split(separator: ", ")
        .map { $0.split(separator: ".").last ?? $0 }
      return "another row has this \(names.joined(separator: ", "))"
    }
    if let found = message.wholeMatch(of: /NOT NULL constraint failed: (.*)/) {
      return "\(found.output.1) may not be null"
    }
    if let found = message.wholeMatch(of: /cannot store (\w+) value in (\w+) column (.*)/) {
      let (_, kind, type, column) = found.output
      return "\(column) is of type \(type) and does not take \(kind)"
    }
    return nil
  }

  private static let plainWords = [
    "FOREIGN KEY constraint failed": "a row would refer to one that is not there",
    "datatype mismatch": "a value is not of its column's type",
    "string or blob too big": "a value is larger than SQLite keeps",
    "integer overflow": "a number is out of range",
  ]
}

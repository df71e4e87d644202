extension PostgresFailure {
  /// What the server said, in words that name the column and never a value; nil for what there are no words for.
  static func words(for error: PostgresError) -> String? {
    switch error.kind {
    case "22": valueWords(for: error)
    case "23": ruleWords(for: error)
    case "42": nameWords(for: error)
    default: plainWords[error.state]
    }
  }

  /// Why a row was refused, without its values: the server's details show all of them.
  static func refusalWords(_ error: PostgresError) -> String {
    words(for: error) ?? error.shownMessage
  }

  private static func valueWords(for error: PostgresError) -> String? {
    switch error.state {
    case "22001":
      error.part(/value too long for type (.*)/).map { "a text is too long for \($0)" }
    case "22003": "a number is out of range for its column"
    case "22P02", "22007":
      error.part(/for type ([\w ]+)/).map { "a value is not of type \($0)" }
    case "22008": "a date or time is out of range"
    default: nil
    }
  }

  private static func ruleWords(for error: PostgresError) -> String? {
    let rule = error.message.matches(of: /constraint "([^"]+)"/).last.map { String($0.output.1) }
    switch error.state {
    case "23502":
      let table = error.part(/of relation "([^"]+)"/).map { "\($0)." } ?? ""
      return error.column.map { "\(table)\($0) may not be null" }
    case "23503": return "a row would refer to one that is not there"
    case "23505":
      let columns = error.detail?.firstMatch(of: /Key \((.+?)\)=/).map { String($0.output.1) }
      return columns.map { "another row has this \($0)" }
    case "23514": return rule.map { "the check '\($0)' does not hold" }
    case "23P01": return rule.map { "another row stands in the way of '\($0)'" }
    default: return nil
    }
  }

  private static func nameWords(for error: PostgresError) -> String? {
    switch error.state {
    case "42P01":
      error.part(/relation "(.*)" does not exist/).map { "there is no table \($0)" }
    case "42703":
      error.part(/column "?(.*?)"? (?:of relation .* )?does not exist/)
        .map { "there is no column \($0)" }
    case "42P07":
      error.part(/relation "(.*)" already exists/).map { "there is a \($0) already" }
    case "42701":
      error.part(/column "(.*)" of relation .* already exists/)
        .map { "there is a column \($0) already" }
    case "42501":
      error.part(/permission denied for (.*)/).map { "the role has no right to \($0)" }
        ?? error.part(/must be owner of (.*)/).map { "the role is not the owner of \($0)" }
    default: nil
    }
  }

  private static let plainWords = [
    "25006": "it may only be read",
    "54000": "a value is larger than an index or a row takes",
    "2BP01": "others depend on it",
  ]
}

extension PostgresError {
  /// What an expression captures of the message.
  fileprivate func part(_ expression: some RegexComponent<(Substring, Substring)>) -> String? {
    message.firstMatch(of: expression).map { String($0.output.1) }
  }
}

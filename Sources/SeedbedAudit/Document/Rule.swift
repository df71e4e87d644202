/// A kind of finding, by the word that allowances and reports use.
package enum Rule: String, Sendable, Hashable, CaseIterable {
  /// A call of a function that makes a value up.
  case random
  /// A file that could not be checked: unreadable, not UTF-8, or cut short.
  case unparsed

  /// What the rule finds, in one sentence.
  package var about: String {
    switch self {
    case .random: "a call of a random generator"
    case .unparsed: "a file that could not be checked"
    }
  }
}

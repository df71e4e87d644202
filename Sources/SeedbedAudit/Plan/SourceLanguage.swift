/// A language an audit can read.
package enum SourceLanguage: String, Sendable, Hashable, CaseIterable {
  case python
  case swift

  /// The language of a file, by the end of its name; nil when there is no lexer for it.
  package init?(path: String) {
    switch path.split(separator: ".").last {
    case "py", "pyi", "pyw": self = .python
    case "swift": self = .swift
    default: return nil
    }
  }
}

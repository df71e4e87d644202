/// One problem, said so that the person can fix it: where, what, and what to do.
public struct Diagnostic: Error, Sendable, Hashable {
  /// A stable dotted name and the exit status it leads to.
  ///
  /// Codes are static members declared beside the code that throws them.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// Such as `store.unique`.
    public let name: String
    package let status: ExitStatus

    package init(_ name: String, _ status: ExitStatus) {
      self.name = name
      self.status = status
    }

    /// The name.
    public var description: String { name }
  }

  /// The source line a diagnostic points into.
  package struct Excerpt: Sendable, Hashable {
    package let line: String
    /// The first character marked, counted from 1.
    package let column: Int
    /// How many characters are marked, at least 1.
    package let length: Int

    package init(line: String, column: Int, length: Int = 1) {
      self.line = line
      self.column = max(1, column)
      self.length = max(1, length)
    }

    /// The line, as a terminal may show it.
    package var shownLine: String { Self.shown(line) }

    /// Carets, indented so that they stand under what is marked in `shownLine`.
    package var marks: String {
      let before = Self.shown(line.prefix(column - 1)).map { $0 == "\t" ? "\t" : " " }.joined()
      let marked = Self.shown(line.dropFirst(column - 1).prefix(length)).count
      return before + String(repeating: "^", count: max(marked, length))
    }

    private static func shown(_ part: some StringProtocol) -> String {
      ShownText.lines(part).replacing("\n", with: "\\n")
    }
  }

  /// What kind of problem it is.
  public package(set) var code: Code
  /// What is wrong, in one line.
  public package(set) var message: String
  /// What to do about it.
  public package(set) var help: String?
  /// Where in a file it is.
  public package(set) var location: Location?
  package var excerpt: Excerpt?
  /// What the engine or the system says of it.
  public package(set) var cause: String?

  package init(
    _ code: Code, _ message: String, help: String? = nil, at location: Location? = nil,
    excerpt: Excerpt? = nil, cause: String? = nil
  ) {
    self.code = code
    self.message = message
    self.help = help
    self.location = location
    self.excerpt = excerpt
    self.cause = cause
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: message`, then the line with a caret, the cause and the help.
  public var description: String {
    var text = location.map { "\($0): \(message)" } ?? message
    if let excerpt {
      let number = location.map { String($0.line) } ?? ""
      let margin = String(repeating: " ", count: number.count)
      text += "\n  \(number) | \(excerpt.shownLine)"
      text += "\n  \(margin) | \(excerpt.marks)"
    }
    if let cause { text += "\n  cause: \(cause.replacing("\n", with: "\n    "))" }
    if let help { text += "\n  help: \(help)" }
    return text
  }
}

/// Why a scalar does not go into a column.
package struct TypingProblem: Error, Sendable, Hashable {
  /// A stable dotted name such as `type.int`.
  package let code: String
  /// What was found and what the column takes.
  package let message: String
  /// The same without the value that was found.
  package let messageWithoutValue: String

  package init(code: String, message: String, messageWithoutValue: String? = nil) {
    self.code = code
    self.message = message
    self.messageWithoutValue = messageWithoutValue ?? message
  }

  /// `'abc' is not an integer`, with long text cut.
  package static func not(_ wanted: String, _ text: RawSpan, code: String) -> TypingProblem {
    TypingProblem(
      code: code, message: "'\(shown(text))' is not \(wanted)",
      messageWithoutValue: "the value is not \(wanted)")
  }

  package static func shown(_ text: RawSpan) -> String {
    text.byteCount <= 60 ? text.text : text.text(0..<57) + "..."
  }
}

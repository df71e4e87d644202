import SeedbedCore

/// Text of others inside of the Test Anything Protocol.
package enum TAPText {
  /// The description of a test: a number sign would start a directive.
  package static func description(_ text: some StringProtocol) -> String {
    ShownText.line(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }

  /// A comment on one line.
  package static func comment(_ text: some StringProtocol) -> String {
    "# " + ShownText.lines(text).replacing("\n", with: " ")
  }
}

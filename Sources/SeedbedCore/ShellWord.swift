/// A word of a command line that is printed for a person to run.
package enum ShellWord {
  /// The text as one word for a POSIX shell; in double quotes where it needs any, since messages put commands into single
  /// ones.
  package static func quoted(_ text: String) -> String {
    if isPlain(text) { return text }
    // Some shells look for earlier commands there, in double quotes too.
    if text.contains("!") { return "'\(text.replacing("'", with: "'\\''"))'" }
    return "\"\(escaped(text))\""
  }

  /// Whether a shell takes the text for one word as it is.
  package static func isPlain(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9_.,:\/=@%+-]+/) != nil
  }

  /// The text as it stands inside double quotes.
  package static func escaped(_ text: String) -> String {
    String(text.flatMap { "\"\\`$".contains($0) ? ["\\", $0] : [$0] })
  }
}

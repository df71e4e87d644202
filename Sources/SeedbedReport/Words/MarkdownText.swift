import SeedbedCore

/// Text of others inside of Markdown: it starts no markup, and leaves neither its line nor its cell.
package enum MarkdownText {
  /// Words in a paragraph or a cell of a table.
  package static func plain(_ text: some StringProtocol) -> String {
    var result = ""
    for character in ShownText.lines(text).replacing("\n", with: " ") {
      switch character {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// A name as code, also inside of a cell: its fence is longer than any run of backticks in it.
  package static func code(_ text: some StringProtocol) -> String {
    let shown = ShownText.line(text)
    let longest = shown.split(separator: /[^`]+/).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    // A space keeps a backtick at an end apart from the fence, and is not shown (CommonMark 6.1).
    let space = shown.hasPrefix("`") || shown.hasSuffix("`") ? " " : ""
    return fence + space + shown.replacing("|", with: "\\|") + space + fence
  }
}

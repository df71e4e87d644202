/// Long lines broken between words, where there is a terminal with an edge.
struct Wrapping: Sendable {
  /// In characters; nil where lines may be of any length.
  let width: Int?

  /// The lines of `text`, the first after `first` and the others indented by `rest` spaces.
  ///
  /// A word that is longer than a line stays whole; a text of several lines keeps them, such as those
  /// of an excerpt, as they are.
  func lines(of text: String, first: String, rest: Int) -> [String] {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let indent = String(repeating: " ", count: rest)
    return wrapped(parts[0], first: first, rest: rest) + parts.dropFirst().map { indent + $0 }
  }

  private func wrapped(_ text: String, first: String, rest: Int) -> [String] {
    guard let width, text.count > width - rest else { return [first + text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if line.isEmpty {
        line = String(word)
      } else if rest + line.count + 1 + word.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line += " \(word)"
      }
    }
    lines.append(line)
    let indent = String(repeating: " ", count: rest)
    return lines.enumerated().map { ($0 == 0 ? first : indent) + $1 }
  }
}

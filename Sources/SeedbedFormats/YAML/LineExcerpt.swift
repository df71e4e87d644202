import SeedbedCore

/// The part of a line that a message shows.
enum LineExcerpt {
  static let width = 160

  /// Marks `length` characters from `column`; a line too long to read is cut around them.
  static func make(of line: String, from column: Int, length: Int) -> Diagnostic.Excerpt {
    let count = line.count
    guard count > width else {
      let reach = max(1, min(length, count - column + 1))
      return Diagnostic.Excerpt(line: line, column: column, length: reach)
    }
    let skipped = max(0, min(column - 1 - width / 2, count - width))
    let shown = line.dropFirst(skipped).prefix(width)
    let lead = skipped > 0 ? "…" : ""
    let trail = skipped + width < count ? "…" : ""
    let position = column - skipped + lead.count
    return Diagnostic.Excerpt(
      line: lead + shown + trail, column: position,
      length: min(length, max(1, shown.count + lead.count - position + 1)))
  }

  /// The column in characters, counted from 1, that follows `scalars` Unicode scalars of `line`.
  static func column(in line: String, after scalars: Int) -> Int {
    var head = String.UnicodeScalarView()
    head.append(contentsOf: line.unicodeScalars.prefix(scalars))
    let missing = max(0, scalars - head.count)
    return String(head).count + missing + 1
  }
}

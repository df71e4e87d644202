/// A new body beside the recorded one, line by line, as a person reviews them.
enum BodyLines {
  /// How many lines there are at most, of what is shown and of what is compared.
  private static let (mostShown, mostCompared) = (80, 4000)
  /// How many unchanged lines stand around a change.
  private static let context = 2

  /// The lines of a body of which nothing is recorded, each behind a `+`.
  static func lines(of new: String) -> [String] {
    shortened(parts(of: new).map { "+ \($0)" })
  }

  /// What goes behind a `-`, what comes behind a `+`, and a few lines around that; nothing where all is the same.
  static func lines(from old: String, to new: String) -> [String] {
    let (old, new) = (parts(of: old), parts(of: new))
    guard old.count + new.count <= mostCompared else {
      return ["… too long to be compared line by line"]
    }
    let whole = merged(old, new)
    let changed = whole.indices.filter { !whole[$0].hasPrefix(" ") }
    if changed.isEmpty { return [] }
    var near = Set<Int>()
    for place in changed { near.formUnion(place - context...place + context) }
    var shown: [String] = []
    for (place, line) in whole.enumerated() {
      if near.contains(place) {
        shown.append(line)
      } else if shown.last != "  …" {
        shown.append("  …")
      }
    }
    return shortened(shown)
  }

  private static func merged(_ old: [Substring], _ new: [Substring]) -> [String] {
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.offset))
    let inserted = Set(difference.insertions.map(\.offset))
    var lines: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        lines.append("- \(old[left])")
        left += 1
      } else if inserted.contains(right) {
        lines.append("+ \(new[right])")
        right += 1
      } else {
        lines.append("  \(old[left])")
        left += 1
        right += 1
      }
    }
    return lines
  }

  private static func shortened(_ lines: [String]) -> [String] {
    lines.count <= mostShown
      ? lines : lines.prefix(mostShown) + ["… and \(lines.count - mostShown) more lines"]
  }

  private static func parts(of text: String) -> [Substring] {
    if text.isEmpty { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast(text.hasSuffix("\n") ? 1 : 0)
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}

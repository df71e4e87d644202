/// What the report that this audit is compared with counted in one text.
///
/// It counted text, not calls: every match of `random\.(randint|uniform|choice)\([^()]*\)` and of
/// `random\.random\(\)`, in comments and strings too, and no call with a parenthesis among its
/// arguments.
package struct ReportCount: Sendable, Hashable {
  package private(set) var randint = 0
  package private(set) var uniform = 0
  package private(set) var choice = 0
  package private(set) var random = 0

  package var total: Int { randint + uniform + choice + random }

  package init(of text: String) {
    self.init(of: Array(text.utf8).span)
  }

  init(of text: Span<UInt8>) {
    var position = 0
    while let start = text.firstIndex(of: Self.owner, from: position) {
      let member = start + Self.owner.count
      position = count(text, at: member) ?? start + 1
    }
  }

  private static let owner = Array("random.".utf8)
  private static let names = ["randint(", "uniform(", "choice("].map { Array($0.utf8) }
  private static let bare = Array("random()".utf8)

  /// Counts the match whose member name starts at `member`; the index after it.
  private mutating func count(_ text: Span<UInt8>, at member: Int) -> Int? {
    if text.hasWord(Self.bare, at: member) {
      random += 1
      return member + Self.bare.count
    }
    guard let name = Self.names.firstIndex(where: { text.hasWord($0, at: member) }) else {
      return nil
    }
    var end = member + Self.names[name].count
    while end < text.count, text[end] != .openParenthesis, text[end] != .closeParenthesis {
      end += 1
    }
    guard end < text.count, text[end] == .closeParenthesis else { return nil }
    switch name {
    case 0: randint += 1
    case 1: uniform += 1
    default: choice += 1
    }
    return end + 1
  }
}

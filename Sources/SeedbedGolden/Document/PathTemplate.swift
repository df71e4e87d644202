/// A path in parts, some of which stand for anything: `/users/{id}`.
///
/// Equality ignores what the parts are called, since `{id}` and `{user_id}` are one place.
struct PathTemplate: Sendable, Hashable {
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case text(String)
    /// Something between two texts, either of which may be empty: `{name}.json`.
    case open(before: String, after: String)
  }

  /// Takes a path; a query is no part of it.
  init(_ path: String) {
    let path = path.prefix { $0 != "?" && $0 != "#" }
    parts = path.split(separator: "/").map { part in
      guard let start = part.firstIndex(of: "{"), let end = part.lastIndex(of: "}"), start < end
      else { return .text(String(part)) }
      return .open(
        before: String(part[..<start]), after: String(part[part.index(after: end)...]))
    }
  }

  /// How many of its parts are fixed: of two templates that match, the one with more is meant.
  var fixedCount: Int {
    parts.count { if case .text = $0 { true } else { false } }
  }

  /// Whether every part of `other` is one this stands for.
  func matches(_ other: PathTemplate) -> Bool {
    parts.count == other.parts.count
      && zip(parts, other.parts).allSatisfy { mine, theirs in
        switch (mine, theirs) {
        case (.text(let left), .text(let right)): left == right
        case (.open(let before, let after), .text(let text)):
          text.count > before.count + after.count && text.hasPrefix(before) && text.hasSuffix(after)
        case (.open, .open): true
        case (.text, .open): false
        }
      }
  }

  /// The names between braces, in the order they stand.
  static func names(in path: String) -> [String] {
    path.matches(of: /\{([^{}\/]+)\}/).map { String($0.output.1) }
  }

  /// The names between braces, each once, in the order in which they come first.
  static func uniqueNames(in path: String) -> [String] {
    var seen: Set<String> = []
    return names(in: path).filter { seen.insert($0).inserted }
  }
}

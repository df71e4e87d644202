import SeedbedFormats

/// A value of a request that is drafted, as a template of a golden file writes it.
struct DraftText: Sendable, Hashable {
  let parts: [Template.Part]

  /// Text of a document, which is itself: a `$` in it names nothing.
  init(_ text: String) {
    parts = text.isEmpty ? [] : [.text(text)]
  }

  /// What a variable of a collection is called in the environment, so that a collection names none of the
  /// variables that are there for something else.
  static let prefix = "POSTMAN_"

  /// Text of a collection, in which `{{name}}` is a variable; everything else in it is itself.
  ///
  /// - Parameter captured: the names of what answers bring; all others are looked up in the environment.
  init(collection text: String, captured: Set<String>) {
    var parts: [Template.Part] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: Self.variable) {
      let before = rest[..<match.range.lowerBound]
      if !before.isEmpty { parts.append(.text(String(before))) }
      let name = String(match.output.1)
      parts.append(.variable(captured.contains(name) ? name : Self.prefix + name, otherwise: nil))
      rest = rest[match.range.upperBound...]
    }
    self.parts = rest.isEmpty ? parts : parts + [.text(String(rest))]
  }

  /// `{{name}}`
  static var variable: Regex<(Substring, Substring)> { /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/ }

  /// As it stands in a golden file.
  var source: String { Template.source(of: parts) }

  /// The variables it names, in their order.
  var variables: [String] { Template.names(in: parts) }
}

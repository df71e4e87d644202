import SeedbedFormats

/// A value of a request that is drafted, as a template of a golden file writes it.
struct DraftText: Sendable, Hashable {
  let parts: [Template.Part]

  /// Text of a document, which is itself: a `$` in it names nothing.
  init(_ text: String) {
    parts = text.isEmpty ? [] : [.text(text)]
  }

  /// Text of a collection, in which `{{name}}` is a variable; everything else in it is itself.
  init(collection text: String) {
    var parts: [Template.Part] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/) {
      let before = rest[..<match.range.lowerBound]
      if !before.isEmpty { parts.append(.text(String(before))) }
      parts.append(.variable(String(match.output.1), otherwise: nil))
      rest = rest[match.range.upperBound...]
    }
    self.parts = rest.isEmpty ? parts : parts + [.text(String(rest))]
  }

  /// As it stands in a golden file.
  var source: String { Template.source(of: parts) }

  /// The variables it names, in their order.
  var variables: [String] { Template.names(in: parts) }
}

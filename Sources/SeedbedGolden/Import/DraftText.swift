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
  /// `captured`: the names of what answers bring; all others are looked up in the environment.
  init(collection text: String, captured: Set<String>) {
    let bytes = Array(text.utf8)
    var parts: [Template.Part] = []
    var kept = 0
    var place = 0
    func keep(upTo end: Int) {
      if end > kept { parts.append(.text(String(decoding: bytes[kept..<end], as: UTF8.self))) }
    }
    while place < bytes.count {
      guard let variable = PostmanVariable(in: bytes, at: place), variable.isName else {
        place += 1
        continue
      }
      keep(upTo: place)
      let name = variable.name
      parts.append(.variable(captured.contains(name) ? name : Self.prefix + name, otherwise: nil))
      place = variable.range.upperBound
      kept = place
    }
    keep(upTo: bytes.count)
    self.parts = parts
  }

  /// As it stands in a golden file.
  var source: String { Template.source(of: parts) }

  /// The variables it names, in their order.
  var variables: [String] { Template.names(in: parts) }
}

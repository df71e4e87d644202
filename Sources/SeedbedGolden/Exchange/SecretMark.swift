import SeedbedCore

/// Where a secret stands in a request that is to be shown: the name of its variable, or nothing, between two
/// characters that nobody else writes; they pass through JSON, and through addresses in codes.
enum SecretMark {
  /// A secret that no variable of a shell holds.
  static let nameless = of("")

  static func of(_ name: String) -> String { "\u{F8F0}\(name)\u{F8F1}" }

  /// A part of a shown text.
  struct Piece {
    let text: Substring
    /// The name of its variable, empty where it has none; nil for text that is no secret.
    let name: Substring?
    /// Whether it stands in an address or a form, where values are encoded.
    let isEncoded: Bool
  }

  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    let mark = /\u{F8F0}([A-Za-z0-9_]*)\u{F8F1}|%EF%A3%B0([A-Za-z0-9_]*)%EF%A3%B1/
      .matchingSemantics(.unicodeScalar)
    while let match = rest.firstMatch(of: mark) {
      pieces.append(Piece(text: rest[..<match.range.lowerBound], name: nil, isEncoded: false))
      pieces.append(
        Piece(
          text: "", name: match.output.1 ?? match.output.2, isEncoded: match.output.2 != nil))
      rest = rest[match.range.upperBound...]
    }
    pieces.append(Piece(text: rest, name: nil, isEncoded: false))
    return pieces.filter { $0.name != nil || !$0.text.isEmpty }
  }

  /// A line for people: `GET /things?key=$NAME`.
  static func line(_ text: String) -> String {
    pieces(of: text).map { piece in
      guard let name = piece.name else { return String(piece.text) }
      return name.isEmpty ? Redaction.mark : "$\(name)"
    }.joined()
  }
}

package import SeedbedCore

extension Diagnostic.Code {
  /// Text that is not a JSON pointer (RFC 6901).
  package static let jsonPointerSyntax = Self("json-pointer.syntax", .invalidFile)
}

/// The way from the root of a document to one place in it (RFC 6901).
struct JSONPointer: Sendable, Hashable {
  let text: String
  /// Names, or indexes as text, from the root down; empty for the root.
  let tokens: [String]

  /// - Throws: `json-pointer.syntax`.
  init(_ text: String) throws {
    self.text = text
    guard text.isEmpty || text.hasPrefix("/") else {
      throw Diagnostic(
        .jsonPointerSyntax, "'\(text)' is not a JSON pointer: it starts with '/'",
        help: "Write '/data/items' for the items of data, and '' for the whole document.")
    }
    tokens = try text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      try Self.unescaped($0, of: text)
    }
  }

  private static func unescaped(_ token: Substring, of text: String) throws -> String {
    var name = ""
    var rest = token[...]
    while let character = rest.popFirst() {
      guard character == "~" else {
        name.append(character)
        continue
      }
      switch rest.popFirst() {
      case "0": name.append("~")
      case "1": name.append("/")
      default:
        throw Diagnostic(
          .jsonPointerSyntax, "'\(text)' is not a JSON pointer: '~' is written ~0, and '/' ~1")
      }
    }
    return name
  }
}

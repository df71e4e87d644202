public import SeedbedCore

/// Text with `${NAME}` and `${NAME:-default}` in it, and where it was written.
///
/// A name that is not given, or is empty, takes its default; without one it is an error. A `$` that is
/// not followed by `{` is itself.
public struct Template: Sendable {
  /// The text as it was written.
  public let source: String
  package let node: YAMLNode
  private let parts: [Part]

  private enum Part: Sendable {
    case text(String)
    case variable(String, otherwise: String?)
  }

  /// Reads the scalar of `node`.
  ///
  /// - Throws: `Diagnostic` for a `${` that is not closed, or a name that is none.
  public init(_ node: YAMLNode) throws {
    let source = node.scalar ?? ""
    self.node = node
    self.source = source
    self.parts = try Self.parts(of: source, at: node)
  }

  /// Whether `${name}` is in the text.
  public func uses(_ name: String) -> Bool {
    parts.contains { part in
      switch part {
      case .text: false
      case .variable(let used, _): used == name
      }
    }
  }

  /// The text with every name replaced.
  ///
  /// - Throws: `Diagnostic` that points at the text when a name without a default is not in `variables`.
  public func text(with variables: [String: String]) throws -> String {
    try parts.map { part in
      switch part {
      case .text(let text): return text
      case .variable(let name, let otherwise):
        if let value = variables[name], !value.isEmpty { return value }
        if let otherwise { return otherwise }
        throw node.diagnostic(
          .templateVariable,
          "\(name) is not set\(Suggestion.phrase(for: name, among: variables.keys))",
          help: "set \(name) in the environment, or give a default: ${\(name):-value}")
      }
    }.joined()
  }

  private static func parts(of source: String, at node: YAMLNode) throws -> [Part] {
    var parts: [Part] = []
    var rest = source[...]
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw node.diagnostic(.templateVariable, "a '${' is not closed by '}'")
      }
      let inside = rest[start.upperBound..<end]
      let mark = inside.firstRange(of: ":-")
      let name = inside[..<(mark?.lowerBound ?? inside.endIndex)]
      guard isName(name) else {
        throw node.diagnostic(
          .templateVariable, "'\(name)' is not the name of a variable",
          help: "write ${NAME} or ${NAME:-default}")
      }
      let before = rest[..<start.lowerBound]
      if !before.isEmpty { parts.append(.text(String(before))) }
      parts.append(
        .variable(String(name), otherwise: mark.map { String(inside[$0.upperBound...]) }))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

extension Diagnostic.Code {
  /// A `${NAME}` that cannot be replaced.
  public static let templateVariable = Self("template.variable", .invalidFile)
}

package import SeedbedCore

/// Text with `${NAME}` and `${NAME:-default}` in it, and where it was written.
///
/// A name that is not given, or is empty, takes its default; without one it is an error. In front of a `{`,
/// `$$` is a `$`: `$${NAME}` is the text `${NAME}`. A `$` that no `{` follows is itself.
package struct Template: Sendable {
  /// The text as it was written.
  package let source: String
  package let node: YAMLNode
  package let parts: [Part]

  /// Text that is itself, or a name that is replaced.
  package enum Part: Sendable, Hashable {
    case text(String)
    case variable(String, otherwise: String?)
  }

  /// Reads the scalar of `node`.
  ///
  /// - Throws: `Diagnostic` for a `${` that is not closed, or a name that is none.
  package init(_ node: YAMLNode) throws {
    let source = node.scalar ?? ""
    self.node = node
    self.source = source
    self.parts = try Self.parts(of: source, at: node)
  }

  /// Whether `${name}` is in the text.
  package func uses(_ name: String) -> Bool { names.contains(name) }

  /// The names in the text, in their order.
  package var names: [String] { Self.names(in: parts) }

  package static func names(in parts: [Part]) -> [String] {
    parts.compactMap { part in
      switch part {
      case .text: nil
      case .variable(let name, _): name
      }
    }
  }

  /// The text with every name replaced.
  ///
  /// - Throws: `Diagnostic` that points at the text when a name without a default is not in `variables`.
  package func text(with variables: [String: String]) throws -> String {
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

  /// How a template writes `parts`, so that it reads again as these.
  package static func source(of parts: [Part]) -> String {
    var source = ""
    // How many `$` of a text stand at the end.
    var dollars = 0
    for part in parts {
      switch part {
      case .text(let text):
        for scalar in text.unicodeScalars {
          if scalar == "{" { source += String(repeating: "$", count: dollars) }
          source.unicodeScalars.append(scalar)
          dollars = scalar == "$" ? dollars + 1 : 0
        }
      case .variable(let name, let otherwise):
        source += String(repeating: "$", count: dollars)
        source += "${\(name)\(otherwise.map { ":-\($0)" } ?? "")}"
        dollars = 0
      }
    }
    return source
  }

  private static func parts(of source: String, at node: YAMLNode) throws -> [Part] {
    guard source.utf8.contains(UInt8(ascii: "$")) else {
      return source.isEmpty ? [] : [.text(source)]
    }
    var parts: [Part] = []
    var text = String.UnicodeScalarView()
    var dollars = 0
    var rest = source.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "{", dollars > 0 {
        text.removeLast(dollars - dollars / 2)
        if !dollars.isMultiple(of: 2) {
          if !text.isEmpty { parts.append(.text(String(text))) }
          parts.append(try variable(in: &rest, at: node))
          text.removeAll()
          dollars = 0
          continue
        }
      }
      text.append(scalar)
      dollars = scalar == "$" ? dollars + 1 : 0
    }
    if !text.isEmpty { parts.append(.text(String(text))) }
    return parts
  }

  /// Takes what follows a `${`, up to its `}`.
  private static func variable(
    in rest: inout Substring.UnicodeScalarView, at node: YAMLNode
  ) throws -> Part {
    guard let end = rest.firstIndex(of: "}") else {
      throw node.diagnostic(.templateVariable, "a '${' is not closed by '}'")
    }
    let inside = Substring(rest[..<end])
    let mark = inside.firstRange(of: ":-")
    let name = inside[..<(mark?.lowerBound ?? inside.endIndex)]
    guard isName(name) else {
      throw node.diagnostic(
        .templateVariable, "'\(name)' is not the name of a variable",
        help: "write ${NAME} or ${NAME:-default}; $${ is the text '${'")
    }
    rest = rest[rest.index(after: end)...]
    return .variable(String(name), otherwise: mark.map { String(inside[$0.upperBound...]) })
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
  package static let templateVariable = Self("template.variable", .invalidFile)
}

package import SeedbedCore

extension Diagnostic.Code {
  /// A path that is not of the subset of RFC 9535 which is supported.
  package static let jsonPathSyntax = Self("json-path.syntax", .invalidFile)
}

/// A pattern of places in JSON: the part of RFC 9535 that names, indexes and wildcards make up.
///
/// `$`, `.name`, `['name']`, `[0]`, `.*`, `[*]`, `..name`, `..*` and `..[0]`. Filters, slices, unions and
/// indexes from the end are refused by name.
package struct JSONPath: Sendable, Hashable {
  enum Selector: Sendable, Hashable {
    case name(String)
    case index(Int)
    case wildcard
  }

  struct Segment: Sendable, Hashable {
    /// Whether the segment was written with `..` and so applies at any depth.
    var isDescendant: Bool
    var selector: Selector
  }

  let segments: [Segment]

  /// - Throws: a `Diagnostic` that points into the text.
  package init(_ text: String) throws(Diagnostic) {
    var parser = JSONPathParser(text)
    segments = try parser.segments()
  }

  /// Whether the pattern names this one place.
  package func matches(_ path: [JSONPathComponent]) -> Bool {
    Self.matches(segments[...], path[...])
  }

  /// Every place of `value` that the pattern names, in the order of the text, each once.
  package func nodes(in value: JSONValue) -> [(path: [JSONPathComponent], value: JSONValue)] {
    var found: [(path: [JSONPathComponent], value: JSONValue)] = []
    visit(value, at: [], &found)
    return found
  }

  /// The concrete path when the pattern names one place only, without wildcards or `..`.
  package var singular: [JSONPathComponent]? {
    var path: [JSONPathComponent] = []
    for segment in segments {
      switch (segment.isDescendant, segment.selector) {
      case (true, _), (false, .wildcard): return nil
      case (false, .name(let name)): path.append(.name(name))
      case (false, .index(let index)): path.append(.index(index))
      }
    }
    return path
  }

  private func visit(
    _ value: JSONValue, at path: [JSONPathComponent],
    _ found: inout [(path: [JSONPathComponent], value: JSONValue)]
  ) {
    if matches(path) { found.append((path, value)) }
    guard couldMatch(below: path) else { return }
    switch value {
    case .null, .bool, .number, .string: return
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        visit(element, at: path + [.index(index)], &found)
      }
    case .object(let object):
      for member in object.members {
        visit(member.value, at: path + [.name(member.name)], &found)
      }
    }
  }

  private func couldMatch(below path: [JSONPathComponent]) -> Bool {
    for (segment, component) in zip(segments, path) {
      if segment.isDescendant { return true }
      if !segment.selector.matches(component) { return false }
    }
    return path.count < segments.count
  }

  private static func matches(
    _ segments: ArraySlice<Segment>, _ path: ArraySlice<JSONPathComponent>
  ) -> Bool {
    guard let segment = segments.first else { return path.isEmpty }
    guard let component = path.first else { return false }
    if segment.selector.matches(component), matches(segments.dropFirst(), path.dropFirst()) {
      return true
    }
    return segment.isDescendant && matches(segments, path.dropFirst())
  }
}

extension JSONPath.Selector {
  func matches(_ component: JSONPathComponent) -> Bool {
    switch (self, component) {
    case (.wildcard, _): true
    case (.name(let wanted), .name(let name)): ExactText(wanted) == ExactText(name)
    case (.index(let wanted), .index(let index)): wanted == index
    case (.name, .index), (.index, .name): false
    }
  }
}

extension JSONPath: CustomStringConvertible {
  /// The normalized text: `$.a[0].b`, names in brackets only where they need it.
  package var description: String {
    "$" + segments.map(\.description).joined()
  }

  /// Whether a name can follow a dot.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy(isNameByte)
  }

  /// Letters, digits, `_` and everything beyond ASCII, as RFC 9535's shorthand has it.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  static func escaped(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character == "'" || character == "\\" { text.append("\\") }
      text.append(character)
    }
  }
}

extension JSONPath.Segment: CustomStringConvertible {
  var description: String {
    switch selector {
    case .wildcard: isDescendant ? "..*" : "[*]"
    case .index(let index): isDescendant ? "..[\(index)]" : "[\(index)]"
    case .name(let name):
      (isDescendant ? (JSONPath.isPlain(name) ? "." : "..") : "")
        + JSONPathComponent.name(name).description
    }
  }
}

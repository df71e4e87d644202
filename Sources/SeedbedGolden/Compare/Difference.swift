package import SeedbedCore
package import SeedbedFormats

/// One place where an answer is not what its golden says.
package struct Difference: Sendable, Hashable {
  /// Where, as `$.items[3].name`.
  package internal(set) var path: String
  /// The path with every index as `[*]`, which names the leaf in all elements of a list.
  package internal(set) var leaf: String
  /// nil when the golden has nothing there.
  package internal(set) var expected: JSONValue?
  /// nil when the answer has nothing there.
  package internal(set) var actual: JSONValue?
  package let kind: Kind
  /// The line of the golden file, marked where the value stands; nil when the file was not looked at.
  package var location: Location?
  package var excerpt: Diagnostic.Excerpt?
  /// `@orders.first`, where the expected value is the key that a seed made from this label.
  package internal(set) var expectedLabel: String?
  /// As `expectedLabel`, of the actual value.
  package internal(set) var actualLabel: String?
  /// The path in parts, to find the node again.
  let components: [JSONPathComponent]
  /// The line of a golden that is text, counted from 1.
  let line: Int?

  /// In what way they differ.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Another value of the same kind.
    case value
    /// A value of another kind, such as text for a number.
    case type
    case missing
    case unexpected
    /// Not of the form that a matcher asks for.
    case format
  }

  init(
    at path: [JSONPathComponent], expected: JSONValue?, actual: JSONValue?, kind: Kind
  ) {
    self.path = path.pathText
    self.leaf = JSONLeaf.pattern(of: path)
    self.expected = expected
    self.actual = actual
    self.kind = kind
    self.components = path
    self.line = nil
  }

  /// A difference of bodies that are not JSON: `line 3`, `byte 120`.
  init(place: String, line: Int?, expected: JSONValue?, actual: JSONValue?) {
    self.path = place
    self.leaf = place
    self.expected = expected
    self.actual = actual
    self.kind = expected == nil ? .unexpected : actual == nil ? .missing : .value
    self.components = []
    self.line = line
  }
}

extension Difference: CustomStringConvertible {
  /// `$.items[3].name: expected "Ada", found "Grace"`.
  package var description: String {
    switch kind {
    case .value, .type: "\(path): expected \(expectedText), found \(actualText)"
    case .missing: "\(path): expected \(expectedText), and it is missing"
    case .unexpected: "\(path): \(actualText) is not in the golden"
    case .format: "\(path): \(actualText) is not of the form the matcher asks for"
    }
  }

  /// The expected value in one line, its label before it where it has one; `nothing` when there is none.
  package var expectedText: String { Self.short(expected, label: expectedLabel) }

  /// As `expectedText`, of the actual value.
  package var actualText: String { Self.short(actual, label: actualLabel) }

  private static func short(_ value: JSONValue?, label: String?) -> String {
    guard let value else { return "nothing" }
    let whole = JSONWriter.text(value, pretty: false)
    let text = whole.count > 80 ? "\(whole.prefix(79))…" : whole
    return label.map { "\($0) (\(text))" } ?? text
  }
}

extension RowLabels {
  /// The difference with the references of both its values.
  func labelled(_ difference: Difference, reads: [String]) -> Difference {
    var labelled = difference
    let path = difference.components
    labelled.expectedLabel = difference.expected.flatMap {
      reference(to: $0, at: path, reads: reads)
    }
    labelled.actualLabel = difference.actual.flatMap { reference(to: $0, at: path, reads: reads) }
    return labelled
  }
}

extension Redaction {
  func callAsFunction(_ difference: Difference) -> Difference {
    var shown = difference
    shown.path = self(difference.path)
    shown.leaf = self(difference.leaf)
    shown.expected = difference.expected.map { self($0) }
    shown.actual = difference.actual.map { self($0) }
    shown.excerpt = difference.excerpt.map { self($0) }
    return shown
  }
}

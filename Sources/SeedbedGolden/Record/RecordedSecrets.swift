import SeedbedCore
import SeedbedFormats

/// Keeps out of a review what recording knew to be secret, and nobody knows later: what a login brought, or a row
/// held.
struct RecordedSecrets {
  private let places: Set<String>
  private var redaction: Redaction

  /// Takes the values that stand at places of files.
  ///
  /// - Parameters:
  ///   - places: as JSONPaths; `$` alone for a whole body.
  ///   - redaction: what is secret anyway.
  init(at places: [String], in files: [String], beside redaction: Redaction) {
    self.places = Set(places)
    self.redaction = redaction
    if places.isEmpty { return }
    let paths = places.compactMap { try? JSONPath($0) }
    for file in files {
      guard let value = try? JSONReader.read(bytes: FileBytes.read(file), named: file) else {
        continue
      }
      for path in paths {
        for node in path.nodes(in: value) { add(node.value) }
      }
    }
  }

  /// Hides values, and the names that stand in them.
  private mutating func add(_ value: JSONValue) {
    switch value {
    case .null, .bool: break
    case .number(let number): redaction.add(number.text)
    case .string(let text): redaction.add(text)
    case .array(let elements):
      for element in elements { add(element) }
    case .object(let object):
      for member in object.members {
        redaction.add(member.name)
        add(member.value)
      }
    }
  }

  func hidden(in difference: Difference) -> Difference {
    var shown = redaction(difference)
    // Of a body that is not JSON it is not known which part is a secret.
    let isWhole = difference.components.isEmpty && places.contains("$")
    if isWhole || places.contains(difference.path) {
      shown.expected = shown.expected.map { _ in .string(Redaction.mark) }
      shown.actual = shown.actual.map { _ in .string(Redaction.mark) }
      shown.excerpt = nil
    }
    return shown
  }
}

import SeedbedCore
import SeedbedFormats

/// Keeps out of what is shown what recording knew to be secret, and nobody knows later: what a login brought, or a row
/// held.
struct RecordedSecrets {
  private let places: Set<String>
  private let paths: [JSONPath]
  private(set) var redaction: Redaction

  /// Takes the values that stand at places of files.
  ///
  /// `places`: as JSONPaths; `$` alone for a whole body.
  /// `redaction`: what is secret anyway.
  init(at places: [String], in files: [String], beside redaction: Redaction) {
    self.places = Set(places)
    self.redaction = redaction
    paths = places.compactMap { try? JSONPath($0) }
    if paths.isEmpty { return }
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

  /// A body as a person may see it; JSON on lines of its own.
  ///
  /// - Throws: `Diagnostic` when the file cannot be read, or is no JSON where it should be.
  func text(ofBodyIn file: String, isJSON: Bool) throws -> String {
    if isJSON {
      let value = try JSONReader.read(file: file)
      return redaction(JSONWriter.text(hidden(value, at: []), pretty: true))
    }
    // Which part of it is a secret is not known.
    if places.contains("$") { return Redaction.mark }
    let bytes = try FileBytes.read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return "\(bytes.count) bytes that are no text"
    }
    return redaction(text)
  }

  private func hidden(_ value: JSONValue, at path: [JSONPathComponent]) -> JSONValue {
    // The whole of a JSON body is noted where a name in it is a secret, which is hidden by itself.
    if !path.isEmpty, paths.contains(where: { $0.matches(path) }) { return .string(Redaction.mark) }
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements):
      return .array(elements.enumerated().map { hidden($1, at: path + [.index($0)]) })
    case .object(let object):
      return .object(
        JSONObject(object.members.map { ($0.name, hidden($0.value, at: path + [.name($0.name)])) }))
    }
  }
}

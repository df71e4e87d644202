import SeedbedCore
import SeedbedFormats

/// Where a value lies in a record that is a tree: names with dots between them, numbers for elements of lists.
///
/// A dot that is part of a name follows a backslash. A member whose whole name is the path is found, too, as flattened
/// exports have them.
enum RecordPath {
  /// Paths that the records of a source are asked for, one of which some record must have.
  struct Wanted: Sendable {
    let names: [String]
    let node: YAMLNode
  }

  static func parts(of text: String) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        if character != "." { parts[parts.count - 1].append("\\") }
        parts[parts.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "." {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    if isEscaped { parts[parts.count - 1].append("\\") }
    return parts
  }

  /// The path of a member, as `parts(of:)` reads it.
  static func text(of parts: [String]) -> String {
    parts.map { $0.replacing(".", with: "\\.") }.joined(separator: ".")
  }
}

extension JSONValue {
  /// The value at the end of a path; nil when there is none.
  ///
  /// `place`: where the member may stand in its object.
  func found(_ path: [String], near place: Int = 0) -> JSONValue? {
    if let value = followed(path, near: place) { return value }
    guard path.count > 1, case .object(let object) = self else { return nil }
    return object[path.joined(separator: "."), near: place]
  }

  private func followed(_ path: [String], near place: Int) -> JSONValue? {
    var value = self
    for name in path {
      switch value {
      case .object(let object):
        guard let next = object[name, near: place] else { return nil }
        value = next
      case .array(let elements):
        guard let index = Int(name), elements.indices.contains(index) else { return nil }
        value = elements[index]
      case .null, .bool, .number, .string: return nil
      }
    }
    return value
  }
}

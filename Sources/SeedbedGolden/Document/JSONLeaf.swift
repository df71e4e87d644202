import SeedbedFormats

/// A value without parts: a scalar, or an empty array or object; and where it is.
struct JSONLeaf {
  let path: [JSONPathComponent]
  let value: JSONValue

  /// Every leaf of `value`, in its order.
  static func leaves(
    of value: JSONValue, at path: [JSONPathComponent] = []
  ) -> [JSONLeaf] {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      elements.enumerated().flatMap { leaves(of: $1, at: path + [.index($0)]) }
    case .object(let object) where !object.isEmpty:
      object.members.flatMap { leaves(of: $0.value, at: path + [.name($0.name)]) }
    case .null, .bool, .number, .string, .array, .object:
      [JSONLeaf(path: path, value: value)]
    }
  }

  /// The node at `path`, or nil when there is none.
  static func node(at path: some Sequence<JSONPathComponent>, of value: JSONValue) -> JSONValue? {
    var node = value
    for component in path {
      switch component {
      case .name(let name):
        guard let next = node[name] else { return nil }
        node = next
      case .index(let index):
        guard let elements = node.elements, elements.indices.contains(index) else { return nil }
        node = elements[index]
      }
    }
    return node
  }

  /// `$.items[*].name`: the path with every index as `[*]`.
  static func pattern(of path: [JSONPathComponent]) -> String {
    path.reduce(into: "$") { text, component in
      switch component {
      case .name: text += component.description
      case .index: text += "[*]"
      }
    }
  }
}

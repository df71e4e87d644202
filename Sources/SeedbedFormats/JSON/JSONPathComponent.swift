/// One step from a value to a part of it.
package enum JSONPathComponent: Sendable, Hashable {
  /// The member of an object.
  case name(String)
  /// The element of an array, counted from 0.
  case index(Int)
}

extension JSONPathComponent: CustomStringConvertible {
  /// `.name`, `['other name']` or `[0]`.
  package var description: String {
    switch self {
    case .index(let index): "[\(index)]"
    case .name(let name) where JSONPath.isPlain(name): ".\(name)"
    case .name(let name): "['\(JSONPath.escaped(name))']"
    }
  }
}

extension [JSONPathComponent] {
  /// The path as messages and golden files write it: `$.items[0].id`.
  package var pathText: String { "$" + map(\.description).joined() }
}

import SeedbedCore
import SeedbedFormats

/// Rows whose keys are small numbers, which many values of an answer equal by chance.
///
/// So a number is taken for a key only where the name of its place says which collection it leads to.
struct NumberedRows: Sendable {
  /// References by collection and key.
  private var references: [String: [Int64: String]] = [:]
  /// Collections by the plain name of what leads there: a column that refers to one, or `orderid`.
  private var leading: [String: Set<String>] = [:]
  /// Collections by the plain name of their key.
  private var keyed: [String: Set<String>] = [:]

  mutating func add(_ number: Int64, of collection: String, key: String, reference: String) {
    references[collection, default: [:]][number] = reference
    keyed[Self.plain(key), default: []].insert(collection)
    leading[Self.plain(Self.singular(collection)) + Self.plain(key), default: []].insert(collection)
  }

  /// Takes the columns that lead to the collections which have such rows.
  mutating func addReferences(of schemas: [CollectionSchema]) {
    for column in schemas.flatMap(\.columns) {
      guard let target = column.references?.collection, references[target] != nil else { continue }
      leading[Self.plain(column.name), default: []].insert(target)
    }
  }

  func reference(to number: Int64, at path: [JSONPathComponent], reads: [String]) -> String? {
    if references.isEmpty { return nil }
    let names = path.compactMap { component -> String? in
      if case .name(let name) = component { Self.plain(name) } else { nil }
    }
    guard let name = names.last else { return nil }
    return collection(of: name, in: names.dropLast().last, reads: reads)
      .flatMap { references[$0]?[number] }
  }

  /// The one collection that a name leads to: by itself, by what is around it, or by what the endpoint reads.
  private func collection(of name: String, in parent: String?, reads: [String]) -> String? {
    if let targets = leading[name] { return targets.count == 1 ? targets.first : nil }
    guard let keyed = keyed[name] else { return nil }
    if let parent {
      let named = keyed.filter {
        Self.plain($0) == parent || Self.plain(Self.singular($0)) == parent
      }
      if !named.isEmpty { return named.count == 1 ? named.first : nil }
    }
    let read = keyed.intersection(reads)
    return read.count == 1 ? read.first : nil
  }

  /// `orderId` and `order_id` are one name.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  private static func singular(_ name: String) -> String {
    if name.hasSuffix("ies") { return "\(name.dropLast(3))y" }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }
}

import SeedbedCore
import SeedbedStore

/// The order in which collections can be filled.
enum CollectionOrder {
  /// The names sorted so that every parent comes before its children, alphabetical where free.
  ///
  /// - Throws: `Diagnostic` when collections refer to each other in a ring.
  static func parentsFirst(_ names: Set<String>, in schema: Schema) throws -> [String] {
    var ordered: [String] = []
    var waiting = names.sorted()
    while !waiting.isEmpty {
      let ready = waiting.filter { name in
        let parents = (schema[name]?.columns ?? []).compactMap(\.references?.collection)
        return parents.allSatisfy { $0 == name || !names.contains($0) || ordered.contains($0) }
      }
      if ready.isEmpty {
        throw Diagnostic(
          .seedOrder, "\(waiting.joined(separator: ", ")) refer to each other in a ring",
          help: "make one of the references nullable, and seed it in a second set with upsert")
      }
      ordered += ready
      waiting.removeAll { ready.contains($0) }
    }
    return ordered
  }
}

extension Diagnostic.Code {
  /// Collections that cannot be put in order.
  static let seedOrder = Self("seed.order", .invalidFile)
}

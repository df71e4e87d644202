package import SeedbedCore

extension CollectionSchema {
  /// Parents first; collections that refer to each other in a ring keep the order of their names.
  package static func parentsFirst(_ schemas: [CollectionSchema]) -> [CollectionSchema] {
    schemas.sorted { $0.name < $1.name }.parentsFirst(\.name) { schema in
      schema.columns.compactMap { $0.references?.collection }
    }
  }
}

extension Array {
  /// Parents before those that refer to them, in the order they have where that is free; those that refer to each
  /// other in a ring, and all that then is left, keep their order.
  ///
  /// `id`: what parents are named by.
  /// `parents`: those of an element, which may be itself or not there.
  func parentsFirst<ID: Hashable>(
    _ id: (Element) -> ID, _ parents: (Element) -> [ID]
  ) -> [Element] {
    var waiting = self
    var ordered: [Element] = []
    while !waiting.isEmpty {
      let names = Set(waiting.map(id))
      let isFree = waiting.map { element in
        parents(element).allSatisfy { $0 == id(element) || !names.contains($0) }
      }
      let hasFree = isFree.contains(true)
      ordered += zip(waiting, isFree).filter { $0.1 || !hasFree }.map(\.0)
      waiting = zip(waiting, isFree).filter { !$0.1 && hasFree }.map(\.0)
    }
    return ordered
  }
}

package import SeedbedCore

extension CollectionSchema {
  /// Parents first; collections that refer to each other in a ring keep the order of their names.
  package static func parentsFirst(_ schemas: [CollectionSchema]) -> [CollectionSchema] {
    var waiting = schemas.sorted { $0.name < $1.name }
    var ordered: [CollectionSchema] = []
    while !waiting.isEmpty {
      let names = Set(waiting.map(\.name))
      let free = waiting.filter { schema in
        schema.columns.allSatisfy { column in
          column.references.map { $0.collection == schema.name || !names.contains($0.collection) }
            ?? true
        }
      }
      let next = free.isEmpty ? waiting : free
      ordered += next
      waiting.removeAll { schema in next.contains { $0.name == schema.name } }
    }
    return ordered
  }
}

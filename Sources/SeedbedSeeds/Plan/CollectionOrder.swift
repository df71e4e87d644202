import SeedbedCore
import SeedbedStore

/// The order in which tables can be filled.
struct CollectionOrder {
  /// Parents before children, alphabetical where free.
  private(set) var names: [String] = []
  /// Columns that refer to a table further on, in a ring: they are filled once every row is there.
  private(set) var later: [String: Set<String>] = [:]

  /// - Throws: `Diagnostic` when tables refer to each other in a ring by columns that may not be null.
  init(parentsFirst wanted: Set<String>, in schema: Schema) throws {
    var waiting = wanted.sorted()
    while !waiting.isEmpty {
      let missing = waiting.map { name in
        Self.references(of: name, to: Set(waiting), in: schema)
      }
      let ready = waiting.indices.filter { missing[$0].isEmpty }.map { waiting[$0] }
      if !ready.isEmpty {
        names += ready
        waiting.removeAll { ready.contains($0) }
        continue
      }
      guard
        let first = waiting.indices.first(where: { place in
          missing[place].allSatisfy { $0.isNullable && !$0.isPrimaryKey }
        })
      else { throw Self.ring(of: waiting) }
      names.append(waiting[first])
      later[waiting[first]] = Set(missing[first].map(\.name))
      waiting.remove(at: first)
    }
  }

  /// The columns of a table that refer to others of `tables`.
  private static func references(
    of name: String, to tables: Set<String>, in schema: Schema
  ) -> [CollectionSchema.Column] {
    (schema[name]?.columns ?? []).filter { column in
      guard let parent = column.references?.collection else { return false }
      return parent != name && tables.contains(parent)
    }
  }

  private static func ring(of names: [String]) -> Diagnostic {
    Diagnostic(
      .seedOrder, "\(names.joined(separator: ", ")) refer to each other in a ring",
      help: "make one of the references nullable: it is filled once the rows are there")
  }
}

extension Diagnostic.Code {
  /// Collections that cannot be put in order.
  static let seedOrder = Self("seed.order", .invalidFile)
}

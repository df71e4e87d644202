/// What a database consists of beside its rows: a table, a view, an index, a trigger and the like.
package struct StructurePart: Sendable, Hashable {
  /// In the engine's word: `table`, `trigger`.
  package let kind: String
  package let name: TableName
  /// The table it is a part of; nil for what stands on its own.
  package let table: TableName?

  package init(kind: String, name: TableName, table: TableName? = nil) {
    self.kind = kind
    self.name = name
    self.table = table
  }
}

extension StructurePart: CustomStringConvertible {
  /// `the index by_name of orders`
  package var description: String {
    "the \(kind) \(name)" + (table.map { " of \($0)" } ?? "")
  }
}

/// What became of the structure of a database between two looks at it.
package struct StructureChanges: Sendable, Hashable {
  /// Each by name, without the parts of tables that came or went whole.
  package private(set) var created: [StructurePart] = []
  package private(set) var altered: [StructurePart] = []
  package private(set) var dropped: [StructurePart] = []

  /// - Parameters: the definition of each part.
  package init(from before: [StructurePart: String], to after: [StructurePart: String]) {
    created = Self.parts(of: after, missingIn: before)
    dropped = Self.parts(of: before, missingIn: after)
    altered = Self.sorted(
      after.filter { part, definition in before[part].map { $0 != definition } ?? false })
  }

  /// `created the table visits; dropped the view sums`; nil if nothing changed.
  package var phrase: String? {
    let parts = [("created", created), ("altered", altered), ("dropped", dropped)]
      .filter { !$0.1.isEmpty }
      .map { verb, parts in
        let shown = parts.prefix(Self.mostShown).map(\.description).joined(separator: ", ")
        let more = parts.count - Self.mostShown
        return "\(verb) \(shown)" + (more > 0 ? " and \(more) more" : "")
      }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static let mostShown = 20

  private static func parts(
    of all: [StructurePart: String], missingIn other: [StructurePart: String]
  ) -> [StructurePart] {
    let missing = all.filter { other[$0.key] == nil }
    let whole = Set(missing.keys.filter { $0.table == nil }.map(\.name))
    return sorted(missing.filter { part, _ in part.table.map { !whole.contains($0) } ?? true })
  }

  private static func sorted(_ parts: [StructurePart: String]) -> [StructurePart] {
    parts.keys.sorted { $0.description < $1.description }
  }
}

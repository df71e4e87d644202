import SeedbedCore
import SeedbedStore

/// What `sql` steps may have changed, as far as their texts say: only the names in them.
struct SQLReach {
  /// The words of all texts, in small letters; those in quotes and comments count, too.
  private var words: Set<String> = []
  /// Whether names may be put together while it runs, or come with an extension.
  private var isOpen = false

  mutating func add(_ texts: [StoreEngine: String?]) {
    for text in texts.values.compactMap(\.self) {
      let found = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
      words.formUnion(found)
      isOpen = isOpen || found.contains("execute") || found.contains("extension")
    }
  }

  /// Whether there was no text.
  var isEmpty: Bool { words.isEmpty }

  /// A table is known under its new name as little as under its old one.
  mutating func follow(_ change: StructureChange) {
    guard case .renameCollection(let old, let new) = change, mayChange(old) else { return }
    words.insert(new.lowercased())
  }

  /// Whether a table may be another than the other steps say.
  func mayChange(_ table: String) -> Bool {
    isOpen
      || table.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        .allSatisfy { words.contains(String($0)) }
  }
}

extension StructureChange {
  /// The collections a change depends on: those it names, and those its columns refer to.
  var neighbours: [String] {
    switch self {
    case .createCollection(let collection):
      collections + collection.columns.compactMap(\.references?.collection)
    case .addColumn(let column, _):
      collections + [column.references?.collection].compactMap(\.self)
    case .dropCollection, .renameCollection, .dropColumn, .renameColumn, .createIndex, .dropIndex:
      collections
    }
  }

  /// The change without references to collections that `isKnown` does not hold.
  func withoutReferences(except isKnown: (CollectionSchema.Reference) -> Bool) -> StructureChange {
    func bare(_ column: CollectionSchema.Column) -> CollectionSchema.Column {
      var bare = column
      if let reference = column.references, !isKnown(reference) { bare.references = nil }
      return bare
    }
    switch self {
    case .createCollection(var collection):
      collection.columns = collection.columns.map(bare)
      return .createCollection(collection)
    case .addColumn(let column, let name): return .addColumn(bare(column), to: name)
    case .dropCollection, .renameCollection, .dropColumn, .renameColumn, .createIndex, .dropIndex:
      return self
    }
  }
}

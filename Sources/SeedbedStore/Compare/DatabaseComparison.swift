package import SeedbedCore

/// How two databases differ, in their structure and their records.
package struct DatabaseComparison: Sendable, Hashable {
  /// The databases, as messages name them.
  package let left: String
  package let right: String
  package let structure: [StructureDifference]
  /// The collections both have, by name.
  package let collections: [CollectionComparison]

  init(
    left: String, right: String, structure: [StructureDifference],
    collections: [CollectionComparison]
  ) {
    self.left = left
    self.right = right
    self.structure = structure
    self.collections = collections
  }

  package var isEqual: Bool {
    structure.isEmpty && collections.allSatisfy { $0.differing == 0 }
  }

  /// Compares two databases, whatever their engines.
  ///
  /// Both are read once as streams of which only the checksums of ranges are kept; the ranges that differ are read
  /// once more to find their rows. Only columns of one kind are compared; those that are not are listed.
  ///
  /// `names`: the collections to compare; all unless named.
  /// `progress`: takes a collection, how many rows were read, and how many there are.
  ///
  /// - Throws: `Diagnostic` when a database cannot be read, or a collection is in neither.
  package init(
    of left: any Store, with right: any Store, collections names: [String] = [],
    limits: ComparisonLimits = ComparisonLimits(),
    progress: @escaping (_ collection: String, _ read: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws {
    let (structure, collections) = try left.read { first in
      try right.read { second in
        try Self.compare(
          (left.engine, first), (right.engine, second), names, limits, progress)
      }
    }
    self.init(left: left.name, right: right.name, structure: structure, collections: collections)
  }

  private static func compare(
    _ left: (engine: StoreEngine, session: any StoreSession),
    _ right: (engine: StoreEngine, session: any StoreSession), _ names: [String],
    _ limits: ComparisonLimits, _ progress: @escaping (String, Int, Int) -> Void
  ) throws -> ([StructureDifference], [CollectionComparison]) {
    var structure: [StructureDifference] = []
    var collections: [CollectionComparison] = []
    for name in try chosen(names, in: [left.session, right.session]) {
      switch (try left.session.schema(of: name), try right.session.schema(of: name)) {
      case (let one?, let other?):
        let collection = ComparedCollection(one, other)
        structure += collection.differences
        if collection.rows.columns.isEmpty { continue }
        collections.append(
          try CollectionComparer.compare(
            CollectionReader(session: left.session, engine: left.engine, collection: collection),
            CollectionReader(session: right.session, engine: right.engine, collection: collection),
            limits: limits, progress: { progress(name, $0, $1) }))
      case (.some, nil):
        structure.append(
          .collection(name, onlyOn: .left, records: try left.session.count(of: name)))
      case (nil, .some):
        structure.append(
          .collection(name, onlyOn: .right, records: try right.session.count(of: name)))
      case (nil, nil): continue
      }
    }
    return (structure, collections)
  }

  /// The collections to look at, by name.
  private static func chosen(
    _ names: [String], in sessions: [any StoreSession]
  ) throws -> [String] {
    let known = Set(try sessions.flatMap { try $0.collectionNames() })
    for name in names where !known.contains(name) {
      throw Diagnostic(
        .compareCollection, "neither database has a collection '\(name)'",
        help: Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" })
    }
    return (names.isEmpty ? known : Set(names))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Diagnostic.Code {
  /// A collection that is in neither database.
  package static let compareCollection = Self("compare.collection", .usage)
}

import SeedbedCore
import SeedbedStore

/// Takes an existing structure as given, when it is what the migration would have made.
enum Adoption {
  /// - Parameter schema: the collections after the migration and all before it.
  /// - Throws: `Diagnostic` with every difference between that and the database.
  static func check(
    _ migration: Migration, expecting schema: Schema, in session: any StoreSession
  ) throws {
    var differences: [String] = []
    for name in touched(by: migration) {
      differences += Self.differences(
        from: schema[name], to: try session.schema(of: name),
        isCreated: migration.creates(name)
      ).map { "\(name): \($0)" }
    }
    if differences.isEmpty { return }
    throw Diagnostic(
      .migrationAdoption,
      "cannot adopt \(migration.id), for the structure there is another\n  "
        + differences.joined(separator: "\n  "),
      help: "nothing was changed; bring the database and the file together, then run again",
      at: migration.steps.first?.location)
  }

  /// The collections the steps name, in alphabetical order.
  private static func touched(by migration: Migration) -> [String] {
    var names: Set<String> = []
    for case .structure(let change) in migration.steps.map(\.action) {
      names.formUnion(change.collections)
    }
    return names.sorted()
  }

  static func differences(
    from wanted: CollectionSchema?, to found: CollectionSchema?, isCreated: Bool
  ) -> [String] {
    guard let wanted else { return found == nil ? [] : ["it is still there"] }
    guard let found else { return ["it is not there"] }
    var differences = wanted.columns.flatMap { column in
      found.column(column.name).map { Self.differences(from: column, to: $0) }
        ?? ["column '\(column.name)' is missing"]
    }
    if isCreated {
      differences += found.columns.filter { wanted.column($0.name) == nil }
        .map { "column '\($0.name)' is there and not in the migration" }
    }
    differences += wanted.indexes.filter { !found.indexes.contains($0) }
      .map { "there is no index \($0.name(in: wanted.name))" }
    return differences
  }

  private static func differences(
    from wanted: CollectionSchema.Column, to found: CollectionSchema.Column
  ) -> [String] {
    var differences: [String] = []
    if found.type != wanted.type { differences.append("is \(found.type), not \(wanted.type)") }
    if found.isNullable != wanted.isNullable {
      differences.append(found.isNullable ? "is nullable" : "is not nullable")
    }
    if found.isPrimaryKey != wanted.isPrimaryKey {
      differences.append(found.isPrimaryKey ? "is in the primary key" : "is not in the primary key")
    }
    if found.isUnique != wanted.isUnique {
      differences.append(found.isUnique ? "is unique" : "is not unique")
    }
    if found.references != wanted.references {
      differences.append("refers to \(phrase(found.references)), not \(phrase(wanted.references))")
    }
    return differences.map { "column '\(wanted.name)' \($0)" }
  }

  private static func phrase(_ reference: CollectionSchema.Reference?) -> String {
    reference.map { "\($0.collection).\($0.column) (on delete \($0.onDelete.rawValue))" }
      ?? "nothing"
  }
}

extension Migration {
  fileprivate func creates(_ name: String) -> Bool {
    steps.contains { step in
      if case .structure(.createCollection(let collection)) = step.action {
        collection.name == name
      } else {
        false
      }
    }
  }
}

extension Diagnostic.Code {
  /// A structure that is not what the migration would have made.
  static let migrationAdoption = Self("migration.adoption", .runFailed)
}

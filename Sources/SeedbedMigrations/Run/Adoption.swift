import SeedbedCore
import SeedbedStore

/// Takes an existing structure as given, when it is what the migration would have made.
enum Adoption {
  /// `schema`: the collections after the migration and all before it.
  ///
  /// - Throws: `Diagnostic` with every difference between that and the database.
  static func check(
    _ migration: Migration, expecting schema: Schema, in session: any StoreSession
  ) throws {
    var differences: [String] = []
    for name in touched(by: migration) {
      let found = try session.schema(of: name)
      let details = try session.details(of: name)
      let isCreated = migration.creates(name)
      var own = Self.differences(
        from: schema[name], to: found, details: details, isCreated: isCreated)
      if isCreated, let wanted = schema[name], found != nil {
        own += try checkDifferences(from: wanted, to: details, in: session) + details.extras
      }
      differences += own.map { "\(name): \($0)" }
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
    from wanted: CollectionSchema?, to found: CollectionSchema?,
    details: StructureDetails = StructureDetails(), isCreated: Bool
  ) -> [String] {
    guard let wanted else { return found == nil ? [] : ["it is still there"] }
    guard let found else { return ["it is not there"] }
    var differences = wanted.columns.flatMap { column in
      found.column(column.name).map { Self.differences(from: column, to: $0, details) }
        ?? ["column '\(column.name)' is missing"]
    }
    if isCreated {
      differences += found.columns.filter { wanted.column($0.name) == nil }
        .map { "column '\($0.name)' is there and not in the migration" }
    }
    let indexes = found.indexes + details.uniqueGroups
    differences += wanted.indexes.filter { !indexes.contains($0) }
      .map { "there is no index \($0.name(in: wanted.name))" }
    if isCreated {
      differences += indexes.filter { $0.isUnique && !wanted.indexes.contains($0) }
        .filter { index in
          // One of a single column is the column's own way to be unique.
          index.columns.count > 1 || wanted.column(index.columns[0].name)?.isUnique != true
        }
        .map { index in
          let columns = index.columns.map(\.name).joined(separator: ", ")
          return "(\(columns)) is unique there and not in the migration"
        }
    }
    return differences
  }

  /// The conditions on the rows; those of the migration in the words of the database.
  private static func checkDifferences(
    from wanted: CollectionSchema, to details: StructureDetails, in session: any StoreSession
  ) throws -> [String] {
    let columns = wanted.columns.filter { $0.check != nil }
    let normalized = try session.normalized(columns.compactMap(\.check), of: wanted)
    let missing = zip(columns, normalized).filter { !details.checks.contains($1) }.map(\.0)
    var others = details.checks.filter { !normalized.contains($0) }
    return missing.map { column in
      let there = others.isEmpty ? "no check" : "the check (\(others.removeFirst()))"
      return "column '\(column.name)' has \(there), not (\(column.check ?? ""))"
    } + others.map { "the check (\($0)) is there and not in the migration" }
  }

  /// Whether a column of one type holds what one of the other would.
  private static func isSame(
    _ wanted: CollectionSchema.Column, _ found: CollectionSchema.Column,
    _ details: StructureDetails
  ) -> Bool {
    if found.type == wanted.type { return true }
    let isNumbered = details.numbered.contains(found.name)
    switch (wanted.type, found.type) {
    case (.decimal, .decimal): return details.openDecimals.contains(found.name)
    case (.id, .int), (.id, .bigint), (.int, .id), (.bigint, .id), (.int, .bigint):
      return isNumbered
    case (_, _): return false
    }
  }

  private static func defaultDifference(
    from wanted: CollectionSchema.Column, to found: CollectionSchema.Column,
    _ details: StructureDetails
  ) -> String? {
    // A number given by the engine is what `id` says, and is as good for a key that has no default.
    if details.numbered.contains(found.name), wanted.defaultValue == nil { return nil }
    func given(_ value: CollectionSchema.Default?) -> CollectionSchema.Default? {
      value == .value(.null) ? nil : value
    }
    func phrase(_ value: CollectionSchema.Default?) -> String {
      switch value {
      case nil: "no default"
      case .now: "the default now"
      case .expression(let expression): "the default \(expression)"
      case .value(.text(let text)): "the default '\(text)'"
      case .value(let value): "the default \(value)"
      }
    }
    let (there, here) = (given(found.defaultValue), given(wanted.defaultValue))
    return there == here ? nil : "has \(phrase(there)), not \(phrase(here))"
  }

  private static func differences(
    from wanted: CollectionSchema.Column, to found: CollectionSchema.Column,
    _ details: StructureDetails
  ) -> [String] {
    var differences: [String] = []
    if !isSame(wanted, found, details) {
      differences.append("is \(found.type), not \(wanted.type)")
    }
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
    differences += [defaultDifference(from: wanted, to: found, details)].compactMap { $0 }
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

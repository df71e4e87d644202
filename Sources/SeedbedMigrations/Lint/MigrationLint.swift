import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Looks over migrations for what only another engine would refuse; decided from the files alone.
struct MigrationLint {
  private(set) var findings: [LintFinding] = []
  private var structure = StructureCheck()

  mutating func follow(_ migration: Migration) {
    for step in migration.steps {
      let before = structure.schema
      structure.follow(step)
      checkNames(of: step, before: before)
      checkSQL(of: step)
      checkOrder(of: step)
      if case .structure(.createCollection(let collection)) = step.action {
        checkDistribution(of: collection, by: step, in: migration)
      }
    }
  }

  mutating func add(
    _ severity: LintFinding.Severity, _ code: Diagnostic.Code, at node: YAMLNode,
    _ message: String, help: String
  ) {
    findings.append(
      LintFinding(severity: severity, diagnostic: node.diagnostic(code, message, help: help)))
  }

  private mutating func checkNames(of step: Migration.Step, before: Schema) {
    let after = structure.schema
    for made in MadeName.names(madeBy: step, before: before) {
      // The names of indexes are ours, and cut where an engine needs it.
      if made.kind != .index { checkLength(of: made, in: after) }
      if made.isTaken(in: after) {
        add(
          .error, .lintSameName, at: made.node,
          "\(made.kind.rawValue) '\(made.name)' has the name of another index or collection",
          help: "PostgreSQL keeps both in one list of names; choose another")
      }
    }
  }

  private mutating func checkLength(of made: MadeName, in schema: Schema) {
    if made.name.utf8.count > PostgresName.longest {
      add(
        .error, .lintLongName, at: made.node,
        "\(made.kind.rawValue) '\(made.name)' has \(made.name.utf8.count) bytes",
        help: "PostgreSQL keeps the first \(PostgresName.longest) of a name; choose a shorter one")
    }
    for other in made.siblings(in: schema)
    where other != made.name && PostgresName.cut(other) == PostgresName.cut(made.name) {
      add(
        .error, .lintSameName, at: made.node,
        """
        \(made.kind.rawValue) '\(made.name)' has the same first \(PostgresName.longest) bytes as \
        '\(other)'
        """, help: "to PostgreSQL they are one name; let them differ earlier")
    }
  }

  private mutating func checkSQL(of step: Migration.Step) {
    switch step.action {
    case .sql(let texts):
      guard case .some(.none) = texts[.postgres] else { return }
      add(
        .warning, .lintSkipsPostgres, at: step.entry.value["postgres"] ?? step.entry.key,
        "this step does nothing on PostgreSQL",
        help: "write the same change for PostgreSQL, if it needs one there")
    case .update, .structure:
      for (text, node) in step.portableSQL {
        for name in SQLiteFunctions.called(in: text) {
          add(
            .error, .lintFunction, at: node, "PostgreSQL has no function \(name)()",
            help: SQLiteFunctions.help(for: name))
        }
      }
    }
  }

  /// Decimals in keys and indexes are there to be sorted by.
  private mutating func checkOrder(of step: Migration.Step) {
    let body = step.entry.value
    switch step.action {
    case .structure(.createCollection(let collection)):
      let isIndexed = { (column: CollectionSchema.Column) in
        column.isPrimaryKey || column.isUnique
          || collection.indexes.contains { $0.columns.contains { $0.name == column.name } }
      }
      for column in collection.columns where column.type.isDecimal && isIndexed(column) {
        addOrder(
          of: column, in: collection.name, at: body["columns"]?[column.name]?["type"] ?? body)
      }
    case .structure(.createIndex(let index, let name)):
      let columns = structure.schema[name]?.columns ?? []
      for column in columns
      where column.type.isDecimal && index.columns.contains(where: { $0.name == column.name }) {
        addOrder(of: column, in: name, at: body["columns"] ?? step.entry.key)
      }
    case .structure, .update, .sql: return
    }
  }

  private mutating func addOrder(
    of column: CollectionSchema.Column, in collection: String, at node: YAMLNode
  ) {
    add(
      .warning, .lintDecimalOrder, at: node,
      "\(collection).\(column.name) is sorted as text on SQLite, so that 10 comes before 9",
      help: """
        PostgreSQL sorts it as a number; write 'type: bigint', or have queries sort by \
        CAST(\(column.name) AS NUMERIC), which is exact to 15 digits on SQLite
        """)
  }

  private mutating func checkDistribution(
    of collection: CollectionSchema, by step: Migration.Step, in migration: Migration
  ) {
    guard collection.distribution != nil else { return }
    let name = step.entry.value["name"] ?? step.entry.key
    if collection.primaryKey.isEmpty {
      add(
        .warning, .lintNoKey, at: name,
        "\(collection.name) is spread over nodes and has no primary key",
        help: "without one, its records cannot move to another node while they are written")
    }
    if migration.requirements.contains(where: { $0.otherwise == .adopt }) {
      add(
        .warning, .lintAdoption, at: name,
        "\(collection.name) is not spread over nodes where it is adopted",
        help: "only a collection without records is; spread an adopted one by hand")
    }
  }
}

extension Migration.Step {
  /// SQL that every engine runs, and where it stands.
  fileprivate var portableSQL: [(String, YAMLNode)] {
    let body = entry.value
    let columns = body["columns"]?.entries?.map(\.value) ?? []
    let nodes =
      (body["set"]?.entries?.map(\.value) ?? []) + [body["where"], body["check"]].compactMap { $0 }
      + columns.compactMap { $0["check"] }
    return nodes.compactMap { node in node.scalar.map { ($0, node) } }
  }
}

extension MigrationFolder {
  /// Looks over the migrations of a folder for what would stop a move to PostgreSQL or to several nodes.
  ///
  /// - Throws: `Diagnostics` when a file is wrong in another way.
  package static func lint(at path: String) throws -> LintOutcome {
    let reading = try Reading(at: path)
    // These are findings.
    let ownFindings: Set<Diagnostic.Code> = [.migrationDistribution, .migrationLongName]
    try Diagnostics(reading.allProblems.filter { !ownFindings.contains($0.code) }).throwIfAny()
    var lint = MigrationLint()
    for migration in reading.migrations { lint.follow(migration) }
    // The lint says more of long names itself.
    let refused = reading.allProblems.filter { $0.code != .migrationLongName }
      .map { LintFinding(severity: .error, diagnostic: $0) }
    // Files are in order; within one, a step's findings come as they stand.
    let findings = (refused + lint.findings).enumerated().sorted { one, other in
      guard let first = one.element.diagnostic.location,
        let second = other.element.diagnostic.location, first != second
      else { return one.offset < other.offset }
      return first < second
    }
    return LintOutcome(
      findings: findings.map(\.element), migrations: reading.migrations.count)
  }
}

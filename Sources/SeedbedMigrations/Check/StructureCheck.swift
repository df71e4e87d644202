package import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Whether the steps of migrations follow from one another, tried on values.
struct StructureCheck {
  /// The collections after the steps so far, as far as steps other than `sql` say.
  private(set) var schema = Schema()
  /// What cannot be done, each with its place.
  private(set) var problems: [Diagnostic] = []
  /// What `sql` steps may have made, changed or dropped: it is not refused, since only the database knows it.
  private(set) var reach = SQLReach()

  mutating func follow(_ migration: Migration) {
    for step in migration.steps { follow(step) }
    if case .steps(let steps) = migration.down {
      // What takes it back is tried on what it made, and changes nothing for the migrations after it.
      var back = self
      for step in steps { back.follow(step) }
      problems = back.problems
    }
  }

  mutating func follow(_ step: Migration.Step) {
    switch step.action {
    case .structure(.createCollection(let collection)):
      let before = schema
      create(collection, by: step)
      checkRules(of: collection, by: step, before: before)
      checkExpressions(of: collection.columns, in: collection.name, by: step)
    case .structure(let change):
      let (before, known) = (schema, problems.count)
      make(change, by: step, at: step.entry.key)
      guard problems.count == known else { return }
      checkRules(of: change, by: step, before: before)
      if case .addColumn(let column, let table) = change {
        checkExpressions(of: [column], in: table, by: step)
      }
    case .update(let table, _, _): checkUpdate(of: table, by: step)
    case .sql(let texts): reach.add(texts)
    }
  }

  /// The collections of which only the database knows what `sql` steps made of them.
  var changedBySQL: [String] { schema.names.filter { reach.mayChange($0) } }

  /// Makes the parts of a collection one by one, so that every problem is found at its own place.
  private mutating func create(_ collection: CollectionSchema, by step: Migration.Step) {
    let body = step.entry.value
    let (before, known) = (schema, problems.count)
    var bare = collection
    bare.indexes = []
    bare.distribution = nil
    for place in bare.columns.indices { bare.columns[place].references = nil }
    make(.createCollection(bare), by: step, at: body["name"] ?? step.entry.key)
    guard problems.count == known else { return }
    for column in collection.columns {
      guard let reference = column.references else { continue }
      checkReference(
        reference, by: step, at: body["columns"]?[column.name]?["references"] ?? step.entry.key)
    }
    for (index, node) in zip(collection.indexes, body["indexes"]?.items ?? []) {
      make(
        .createIndex(index, on: collection.name), by: step, at: node["columns"] ?? step.entry.key)
    }
    guard problems.count == known else { return }
    schema = before
    make(.createCollection(collection), by: step, at: step.entry.key)
  }

  private mutating func make(
    _ change: StructureChange, by step: Migration.Step, at node: YAMLNode
  ) {
    let before = schema
    do throws(Schema.Problem) {
      try schema.apply(change)
      reach.follow(change)
    } catch {
      guard change.neighbours.contains(where: reach.mayChange) else {
        return report(error.message, by: step, at: node)
      }
      let schema = schema
      let known = change.withoutReferences { schema[$0.collection]?.column($0.column) != nil }
      try? self.schema.apply(known)
      reach.follow(change)
    }
    for name in change.collections {
      let known = before.distributionProblems(of: name)
      for problem in schema.distributionProblems(of: name) where !known.contains(problem) {
        report(
          problem.message, .migrationDistribution, by: step,
          at: step.node(of: problem.place) ?? node)
      }
    }
  }

  private mutating func checkReference(
    _ reference: CollectionSchema.Reference, by step: Migration.Step, at node: YAMLNode
  ) {
    guard let parent = collection(reference.collection, for: step, at: node) else { return }
    requireColumn(reference.column, of: parent, for: step, at: node)
  }

  private mutating func checkUpdate(of table: String, by step: Migration.Step) {
    let body = step.entry.value
    guard let collection = collection(table, for: step, at: body["table"] ?? step.entry.key) else {
      return
    }
    for entry in body["set"]?.entries ?? [] {
      requireColumn(entry.name, of: collection, for: step, at: entry.key)
      if collection.distribution == .by(column: entry.name) {
        report(
          "\(table) is distributed by '\(entry.name)', and a record cannot move to another node",
          .migrationDistribution, by: step, at: entry.key)
      }
    }
    checkExpressions(ofUpdate: collection, by: step)
  }

  private mutating func collection(
    _ name: String, for step: Migration.Step, at node: YAMLNode
  ) -> CollectionSchema? {
    if let found = schema[name] { return found }
    if reach.mayChange(name) { return nil }
    let phrase = Suggestion.phrase(for: name, among: schema.names)
    report("there is no collection '\(name)'\(phrase)", by: step, at: node)
    return nil
  }

  private mutating func requireColumn(
    _ name: String, of collection: CollectionSchema, for step: Migration.Step, at node: YAMLNode
  ) {
    if collection.column(name) != nil || reach.mayChange(collection.name) { return }
    let phrase = Suggestion.phrase(for: name, among: collection.columns.map(\.name))
    report("'\(name)' is not a column of \(collection.name)\(phrase)", by: step, at: node)
  }

  mutating func report(
    _ message: String, _ code: Diagnostic.Code = .migrationImpossible, by step: Migration.Step,
    at node: YAMLNode, help: String? = nil
  ) {
    problems.append(node.diagnostic(code, "cannot \(step.summary): \(message)", help: help))
  }
}

extension Migration.Step {
  /// Where a step that makes or changes a collection says what a problem is about.
  fileprivate func node(of place: DistributionProblem.Place) -> YAMLNode? {
    let body = entry.value
    switch place {
    case .distribution: return body["distribute"]?["by"] ?? body["reference"]
    case .unique(let column): return (body["columns"]?[column] ?? body)["unique"]
    case .reference(let column): return (body["columns"]?[column] ?? body)["references"]
    case .index(let index):
      guard case .structure(.createCollection(let collection)) = action,
        let number = collection.indexes.firstIndex(of: index)
      else { return body["columns"] }
      return body["indexes"]?.items?[number]["columns"]
    }
  }
}

extension Diagnostic.Code {
  /// A step that the ones before it do not allow.
  package static let migrationImpossible = Self("migration.impossible", .invalidFile)
  /// A step that a distributed engine could not make.
  package static let migrationDistribution = Self("migration.distribution", .invalidFile)
}

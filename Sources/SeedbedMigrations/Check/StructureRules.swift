import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// What only one of the engines refuses, or each takes in its own way; decided from the files alone.
extension StructureCheck {
  /// `before`: the structure without the collection.
  mutating func checkRules(
    of collection: CollectionSchema, by step: Migration.Step, before: Schema
  ) {
    let body = step.entry.value
    checkName(
      collection.name, among: before.names, "collection", by: step,
      at: body["name"] ?? step.entry.key)
    if collection.columns.isEmpty, let node = body["columns"] {
      report(
        "it has no columns", by: step, at: node,
        help: "write at least its key, such as: id: {type: id, primary_key: true}")
    }
    var earlier: [String] = []
    for (column, entry) in zip(collection.columns, body["columns"]?.entries ?? []) {
      checkName(column.name, among: earlier, "column", by: step, at: entry.key)
      earlier.append(column.name)
      check(column, of: collection, by: step, entry.value, at: entry.key)
    }
    for (index, node) in zip(collection.indexes, body["indexes"]?.items ?? []) {
      checkColumns(of: index, by: step, at: node["columns"] ?? node)
    }
  }

  mutating func checkRules(of change: StructureChange, by step: Migration.Step, before: Schema) {
    let body = step.entry.value
    func node(_ key: String) -> YAMLNode { body[key] ?? step.entry.key }
    switch change {
    case .renameCollection(_, let new):
      checkName(new, among: before.names, "collection", by: step, at: node("to"))
    case .addColumn(let column, let name):
      guard let table = schema[name] else { return }
      checkName(
        column.name, among: before[name]?.columns.map(\.name) ?? [], "column", by: step,
        at: node("name"))
      if column.isPrimaryKey {
        report(
          "a column that is added cannot be in the primary key", by: step, at: node("primary_key"),
          help: "leave 'primary_key' out, or make the change as an 'sql' step for each engine")
      }
      check(column, of: table, by: step, body, at: node("name"))
    case .renameColumn(_, let new, let name):
      checkName(
        new, among: before[name]?.columns.map(\.name) ?? [], "column", by: step, at: node("to"))
    case .createIndex(let index, _): checkColumns(of: index, by: step, at: node("columns"))
    case .createCollection, .dropCollection, .dropColumn, .dropIndex: break
    }
  }

  private mutating func checkName(
    _ name: String, among others: [String], _ kind: String, by step: Migration.Step,
    at node: YAMLNode
  ) {
    if name.isEmpty || name.contains("\0") {
      report(
        "a \(kind) has a name, without the character NUL", by: step, at: node,
        help: "PostgreSQL takes no other")
    }
    if kind == "collection", name.lowercased().hasPrefix("sqlite_") {
      report(
        "names that start with 'sqlite_' are SQLite's own", by: step, at: node,
        help: "choose another")
    }
    if kind == "column", PostgresName.systemColumns.contains(name) {
      report(
        "every table of PostgreSQL has a column '\(name)' of its own", by: step, at: node,
        help: "choose another name")
    }
    if let other = others.first(where: { $0.lowercased() == name.lowercased() }),
      !other.utf8.elementsEqual(name.utf8)
    {
      let isCase = other != name
      report(
        "\(kind) '\(name)' differs from '\(other)' by \(isCase ? "case" : "how its letters are composed") only",
        by: step, at: node,
        help: isCase
          ? "to SQLite they are one name; choose another" : "they look the same; choose another")
    }
    if name.utf8.count > PostgresName.longest {
      report(
        "\(kind) '\(name)' has \(name.utf8.count) bytes", .migrationLongName, by: step, at: node,
        help: "PostgreSQL keeps the first \(PostgresName.longest) of a name; choose a shorter one")
    }
  }

  private mutating func checkColumns(
    of index: CollectionSchema.Index, by step: Migration.Step, at node: YAMLNode
  ) {
    var seen: Set<String> = []
    for column in index.columns where !seen.insert(column.name).inserted {
      report(
        "the index names '\(column.name)' twice", by: step, at: node,
        help: "name each column once")
    }
  }

  private mutating func check(
    _ column: CollectionSchema.Column, of table: CollectionSchema, by step: Migration.Step,
    _ body: YAMLNode, at key: YAMLNode
  ) {
    if column.type == .id, table.primaryKey.map(\.name) != [column.name] {
      report(
        "'\(column.name)' is an id, and only a primary key of one column can be", by: step,
        at: body["type"] ?? key,
        help:
          "SQLite gives out no numbers elsewhere; write 'type: bigint', with its values in the data"
      )
    }
    if case .enumeration(let words) = column.type {
      var seen: Set<String> = []
      for (word, node) in zip(words, body["values"]?.items ?? [])
      where !seen.insert(word).inserted {
        report(
          "the enum of '\(column.name)' lists '\(word)' twice", by: step, at: node,
          help: "list each value once")
      }
    }
    guard let reference = column.references else { return checkAlone(body, of: column, by: step) }
    check(reference, of: column, by: step, body, at: key)
  }

  /// What says nothing without a reference.
  private mutating func checkAlone(
    _ body: YAMLNode, of column: CollectionSchema.Column, by step: Migration.Step
  ) {
    guard let node = body["on_delete"], body["references"] == nil else { return }
    report(
      "'\(column.name)' refers to nothing, so 'on_delete' says nothing", by: step, at: node,
      help: "write 'references: collection.column' beside it, or leave it out")
  }

  private mutating func check(
    _ reference: CollectionSchema.Reference, of column: CollectionSchema.Column,
    by step: Migration.Step, _ body: YAMLNode, at key: YAMLNode
  ) {
    if reference.onDelete == .setNull, !column.isNullable || column.isPrimaryKey {
      report(
        "'\(column.name)' is not nullable, so 'on_delete: set_null' cannot clear it", by: step,
        at: body["on_delete"] ?? key, help: "write 'nullable: true', or another rule")
    }
    guard let parent = schema[reference.collection], let target = parent.column(reference.column)
    else { return }
    let name = "\(parent.name).\(target.name)"
    let node = body["references"] ?? key
    if !column.type.canRefer(to: target.type) {
      let type = target.type == .id ? ColumnType.bigint : target.type
      report(
        "'\(column.name)' is \(column.type) and \(name) is \(target.type)", by: step,
        at: node, help: "a foreign key has the type of what it refers to: write 'type: \(type)'")
    }
    if !parent.isUnique(target) {
      report(
        "\(name) is not unique, so '\(column.name)' cannot refer to it", by: step, at: node,
        help: "refer to its primary key, or write 'unique: true' at \(name)")
    }
  }
}

extension CollectionSchema {
  /// Whether no two rows can have the same value in this column by itself.
  fileprivate func isUnique(_ column: Column) -> Bool {
    column.isUnique || primaryKey.map(\.name) == [column.name]
      || indexes.contains { $0.isUnique && $0.columns.map(\.name) == [column.name] }
  }
}

extension ColumnType {
  /// Whether values of both types are equal on every engine when they are the same.
  fileprivate func canRefer(to other: ColumnType) -> Bool {
    switch (self, other) {
    case (.id, _), (.int, _), (.bigint, _): other == .id || other == .int || other == .bigint
    case (.text, .enumeration), (.enumeration, .text), (.enumeration, .enumeration): true
    case (_, _): self == other
    }
  }
}

extension Diagnostic.Code {
  /// A name that PostgreSQL would cut.
  static let migrationLongName = Self("migration.long-name", .invalidFile)
}

import SeedbedCore
import SeedbedFormats

extension StepReader {
  mutating func collection(named name: String, _ node: YAMLNode) -> CollectionSchema {
    CollectionSchema(
      name: name,
      columns: (node["columns"]?.entries ?? []).map { column(named: $0.name, $0.value) },
      indexes: (node["indexes"]?.items ?? []).map { index(from: $0) },
      distribution: distribution(from: node))
  }

  private mutating func distribution(
    from node: YAMLNode
  ) -> CollectionSchema.Distribution? {
    let isReference = node["reference"]?.boolean ?? false
    guard let column = node["distribute"]?["by"]?.scalar else {
      return isReference ? .reference : nil
    }
    if isReference, let reference = node["reference"] {
      report(
        reference, .migrationStep, "a collection is distributed or a reference, and not both",
        help: "'distribute' spreads its records over the nodes, 'reference' puts all on each")
    }
    return .by(column: column)
  }

  mutating func index(from node: YAMLNode) -> CollectionSchema.Index {
    let columns = (node["columns"]?.items ?? []).map { column -> CollectionSchema.IndexColumn in
      let words = (column.scalar ?? "").split(separator: " ").map(String.init)
      let isPlain = words.count == 1 || (words.count == 2 && ["asc", "desc"].contains(words[1]))
      if !isPlain, column.scalar != nil {
        report(
          column, .migrationStep, "an index column is a name, and may have 'desc' after it",
          help: "such as: columns: [user_id, created_at desc]")
      }
      return .init(name: words.first ?? "", isDescending: words.last == "desc" && words.count > 1)
    }
    return CollectionSchema.Index(columns: columns, isUnique: node["unique"]?.boolean ?? false)
  }

  mutating func column(named name: String, _ node: YAMLNode) -> CollectionSchema.Column {
    let type = type(from: node)
    var column = CollectionSchema.Column(
      name: name, type: type ?? .text, isPrimaryKey: node["primary_key"]?.boolean ?? false,
      isNullable: node["nullable"]?.boolean ?? false, isUnique: node["unique"]?.boolean ?? false,
      check: node["check"]?.scalar)
    if let type, let value = node["default"] {
      column.defaultValue = defaultValue(from: value, as: type)
    }
    if let parent = node["references"] {
      column.references = reference(from: parent, onDelete: node["on_delete"]?.scalar)
    }
    return column
  }

  /// Nil, with a problem, for a type that is none.
  private mutating func type(from node: YAMLNode) -> ColumnType? {
    guard let name = node["type"], let text = name.scalar else { return nil }
    if text == "enum" {
      let words = (node["values"]?.items ?? []).compactMap(\.scalar)
      if words.isEmpty {
        report(
          name, .migrationType, "an enum lists its values", help: "such as: values: [new, paid]")
      }
      return .enumeration(words)
    }
    if let type = ColumnType(text) { return type }
    let phrase = Suggestion.phrase(for: text, among: ColumnType.plainNames + ["enum"])
    report(
      name, .migrationType, "'\(text)' is not a column type\(phrase)",
      help: "types: \(MigrationShape.typeNames)")
    return nil
  }

  private mutating func defaultValue(
    from node: YAMLNode, as type: ColumnType
  ) -> CollectionSchema.Default? {
    if node.isNull { return .value(.null) }
    if node.scalar == "now", type == .timestamp { return .now }
    guard let text = node.scalar else {
      if type == .json { return .value(.json(JSONWriter.text(JSONValue(node), pretty: false))) }
      report(node, .migrationType, "the default of a column of \(type) is a single value")
      return nil
    }
    do {
      return .value(try type.value(of: text))
    } catch {
      report(node, .migrationType, "the default does not fit: \(error.message)")
      return nil
    }
  }

  private mutating func reference(
    from node: YAMLNode, onDelete: String?
  ) -> CollectionSchema.Reference? {
    let parts = (node.scalar ?? "").split(separator: ".").map(String.init)
    guard parts.count == 2 else {
      report(
        node, .migrationStep, "a reference is written collection.column",
        help: "such as: references: accounts.id")
      return nil
    }
    return CollectionSchema.Reference(
      collection: parts[0], column: parts[1],
      onDelete: onDelete.flatMap(CollectionSchema.DeleteRule.init(rawValue:)) ?? .restrict)
  }
}

extension Diagnostic.Code {
  /// A column type, or a default that does not fit it.
  static let migrationType = Self("migration.type", .invalidFile)
}

import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Reads the steps of a migration file; what their shape alone says is wrong is not told again.
struct StepReader {
  private(set) var problems: [Diagnostic] = []

  mutating func requirement(from node: YAMLNode) -> Migration.Requirement? {
    let otherwise =
      (node["else"]?.scalar).flatMap(Migration.Requirement.Otherwise.init(rawValue:)) ?? .fail
    let condition: Migration.Requirement.Condition
    switch (node["table"]?.scalar, node["no_table"]?.scalar) {
    case (let name?, nil): condition = .table(name)
    case (nil, let name?): condition = .noTable(name)
    case (nil, nil), (.some, .some):
      report(node, .migrationStep, "a requirement names 'table' or 'no_table'")
      return nil
    }
    return .init(condition: condition, otherwise: otherwise, location: node.location)
  }

  mutating func step(from node: YAMLNode) -> Migration.Step? {
    guard let entries = node.entries else { return nil }
    guard entries.count == 1, let entry = entries.first else {
      report(
        node, .migrationStep, "a step is one change, and this one has \(entries.count)",
        help: "start each change with '- '")
      return nil
    }
    guard let (action, summary) = action(called: entry.name, entry.value) else { return nil }
    var step = Migration.Step(action: action, summary: summary, entry: entry)
    if case .sql = action {
      step.isAlone = entry.value["transaction"] != nil
      step.back = entry.value["down"].map { sql(of: $0) }
      checkSQL(in: entry.value, isAlone: step.isAlone)
      if let down = entry.value["down"] { checkSQL(in: down, isAlone: nil) }
    }
    return step
  }

  mutating func down(from node: YAMLNode?) -> Migration.Down {
    if let reason = node?["irreversible"]?.scalar { return .irreversible(reason) }
    if let items = node?.items { return .steps(items.compactMap { step(from: $0) }) }
    return .auto
  }

  private mutating func action(
    called word: String, _ body: YAMLNode
  ) -> (Migration.Step.Action, String)? {
    let name = text(body, "name")
    let table = text(body, "table")
    let from = text(body, "from")
    let to = text(body, "to")
    switch word {
    case "create_collection":
      let collection = collection(named: name, body)
      return (.structure(.createCollection(collection)), "create collection \(name)")
    case "drop_collection":
      return (.structure(.dropCollection(name)), "drop collection \(name)")
    case "rename_collection":
      return (
        .structure(.renameCollection(from: from, to: to)), "rename collection \(from) to \(to)"
      )
    case "add_column":
      let column = column(named: name, body)
      return (.structure(.addColumn(column, to: table)), "add column \(table).\(name)")
    case "drop_column":
      return (.structure(.dropColumn(name, from: table)), "drop column \(table).\(name)")
    case "rename_column":
      return (
        .structure(.renameColumn(from: from, to: to, in: table)),
        "rename column \(table).\(from) to \(to)"
      )
    case "create_index":
      let index = index(from: body)
      return (
        .structure(.createIndex(index, on: table)), "create index \(index.name(in: table))"
      )
    case "drop_index":
      let index = index(from: body)
      return (.structure(.dropIndex(index, on: table)), "drop index \(index.name(in: table))")
    case "update":
      let set = (body["set"]?.entries ?? []).map { ($0.name, $0.value.scalar ?? "") }
      return (
        .update(table: table, set: set, condition: body["where"]?.scalar), "update \(table)"
      )
    case "sql":
      return (.sql(sql(of: body)), "run sql")
    default: return nil
    }
  }

  func text(_ node: YAMLNode, _ key: String) -> String { node[key]?.scalar ?? "" }

  private func sql(of node: YAMLNode) -> [StoreEngine: String?] {
    var texts: [StoreEngine: String?] = [:]
    for engine in StoreEngine.allCases {
      let text = text(node, engine.rawValue)
      texts[engine] = .some(text == "skip" ? nil : text)
    }
    return texts
  }

  /// Finds what would end the transaction or stay in the session, before anything runs.
  ///
  /// `isAlone`: whether it runs outside a transaction; nil for what may run either way.
  private mutating func checkSQL(in body: YAMLNode, isAlone: Bool?) {
    for engine in StoreEngine.allCases {
      guard let node = body[engine.rawValue], let text = node.scalar, text != "skip" else {
        continue
      }
      let script = SQLScript(text, for: engine)
      let isAlone = isAlone ?? script.needsToBeAlone(on: engine)
      if script.statements.isEmpty {
        report(node, .migrationSQL, "there is no statement", help: "write one, or skip")
      }
      problems += script.problems(on: engine, isAlone: isAlone).map {
        node.diagnostic(.migrationSQL, $0.message, help: $0.help, atByte: $0.offset)
      }
    }
  }

  mutating func report(
    _ node: YAMLNode, _ code: Diagnostic.Code, _ message: String, help: String? = nil
  ) {
    problems.append(node.diagnostic(code, message, help: help))
  }
}

extension Diagnostic.Code {
  /// A step that cannot be understood.
  static let migrationStep = Self("migration.step", .invalidFile)
  /// A statement that cannot stand in an `sql` step.
  static let migrationSQL = Self("migration.sql", .invalidFile)
}

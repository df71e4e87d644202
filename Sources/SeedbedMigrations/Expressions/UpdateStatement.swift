import SeedbedCore
import SeedbedStore

/// The SQL of an `update` step, meaning the same on every engine.
struct UpdateStatement {
  let text: String

  /// - Throws: `Diagnostic` for an expression that would not, which the files alone could not show.
  init(
    _ table: String, set: [(column: String, expression: String)], condition: String?,
    on engine: StoreEngine, in session: any StoreSession
  ) throws {
    let found = try session.schema(of: table)
    let others = try Self.schema(for: set.map(\.expression) + [condition ?? ""], in: session)
    let schema = found ?? CollectionSchema(name: table, columns: [])
    func check(_ sql: String) -> ExpressionCheck {
      ExpressionCheck(sql, on: schema, in: others, knowsAllColumns: false)
    }
    func portable(_ sql: String) -> String {
      guard engine == .sqlite else { return sql }
      let tables = SQLTokens(sql).hasQuery ? [schema] + others.collections : [schema]
      return SQLiteNumbers.comparing(tables.flatMap(SQLiteNumbers.decimals), in: sql)
    }
    let changes = try set.map { column, expression in
      let name = SQLText.identifier(column)
      guard let target = schema.column(column) else { return "\(name) = \(portable(expression))" }
      try Self.refuse(check(expression).problems(asValueOf: target))
      if target.type.isTextOnSQLite {
        let value = target.plainValue(of: SQLTokens(expression))
        return "\(name) = \(value.map { SQLText.expression($0, on: engine) } ?? expression)"
      }
      return "\(name) = \(portable(expression))"
    }
    if let condition { try Self.refuse(check(condition).problems) }
    let filter = condition.map { " WHERE \(portable($0))" } ?? ""
    text = "UPDATE \(SQLText.identifier(table)) SET \(changes.joined(separator: ", "))\(filter)"
  }

  /// The collections whose columns the texts may name.
  private static func schema(
    for texts: [String], in session: any StoreSession
  ) throws -> Schema {
    let tokens = texts.map { SQLTokens($0) }.filter(\.hasQuery).flatMap(\.all)
    if tokens.isEmpty { return Schema() }
    return Schema(
      try session.collectionNames()
        .filter { name in tokens.contains { $0.names(name) } }
        .compactMap { try session.schema(of: $0) })
  }

  private static func refuse(_ problems: [ExpressionProblem]) throws {
    guard let problem = problems.first else { return }
    throw Diagnostic(.migrationEngines, problem.message, help: problem.help)
  }
}

extension Diagnostic.Code {
  /// SQL that would mean one thing on one engine and another on the next.
  static let migrationEngines = Self("migration.engines-differ", .invalidFile)
}

import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension StructureCheck {
  /// Looks at the checks of columns that a step made.
  mutating func checkExpressions(
    of columns: [CollectionSchema.Column], in name: String, by step: Migration.Step
  ) {
    guard let table = schema[name] else { return }
    let body = step.entry.value
    for column in columns {
      guard let sql = column.check else { continue }
      let check = ExpressionCheck(sql, on: table, in: schema, knowsAllColumns: knowsAllColumns)
      let query = SQLTokens(sql).hasQuery ? [ExpressionProblem.query] : []
      report(
        query + check.problems, by: step,
        at: (body["columns"]?[column.name] ?? body)["check"] ?? step.entry.key)
    }
  }

  /// Looks at the SQL of an `update` step.
  mutating func checkExpressions(ofUpdate table: CollectionSchema, by step: Migration.Step) {
    func check(_ sql: String) -> ExpressionCheck {
      ExpressionCheck(sql, on: table, in: schema, knowsAllColumns: knowsAllColumns)
    }
    let body = step.entry.value
    for entry in body["set"]?.entries ?? [] {
      guard let column = table.column(entry.name), let sql = entry.value.scalar else { continue }
      report(check(sql).problems(asValueOf: column), by: step, at: entry.value)
    }
    if let node = body["where"], let sql = node.scalar {
      report(check(sql).problems, by: step, at: node)
    }
  }

  /// After an `sql` step there may be columns that no other step told of.
  private var knowsAllColumns: Bool { reach.isEmpty }

  /// Once for each thing that is wrong.
  private mutating func report(
    _ found: [ExpressionProblem], by step: Migration.Step, at node: YAMLNode
  ) {
    var told: Set<ExpressionProblem> = []
    for problem in found where told.insert(problem).inserted {
      report(
        problem.message, problem.help.isEmpty ? .migrationImpossible : .migrationEngines, by: step,
        at: node, help: problem.help.isEmpty ? nil : problem.help)
    }
  }
}

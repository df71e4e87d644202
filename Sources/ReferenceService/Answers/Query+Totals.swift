import SeedbedCore
import SeedbedStore

extension Query {
  /// The exact sum of the column `amount` of a query's rows, with `scale` fraction digits.
  ///
  /// Engines differ in how they add decimals, so the adding is done here.
  func total(scale: Int, _ sql: String, _ bindings: Value...) throws -> ExactDecimal {
    var sum = ExactDecimal(unscaled: 0, scale: scale)
    try session.forEachRow(sql, bindings) { row in
      sum = try Self.add(row.decimal("amount"), to: sum)
    }
    return sum
  }

  /// The exact sum of `amount` and the count of rows for each value of `name`.
  ///
  /// The query gives the rows of one name next to each other; groups keep its order.
  func totals(named key: String, scale: Int, _ sql: String, _ bindings: Value...) throws -> Answer {
    var groups: [(name: Value, count: Int64, sum: ExactDecimal)] = []
    try session.forEachRow(sql, bindings) { row in
      if groups.last?.name != row["name"] {
        groups.append((row["name"], 0, ExactDecimal(unscaled: 0, scale: scale)))
      }
      let last = groups.count - 1
      groups[last].count += 1
      groups[last].sum = try Self.add(row.decimal("amount"), to: groups[last].sum)
    }
    return .list(
      groups.map {
        .object([key: Answer($0.name), "count": .integer($0.count), "total": .decimal($0.sum)])
      })
  }

  /// A missing amount adds nothing.
  private static func add(_ amount: ExactDecimal?, to sum: ExactDecimal) throws -> ExactDecimal {
    guard let amount else { return sum }
    guard let result = sum.adding(amount) else { throw SumOverflow() }
    return result
  }
}

/// A sum of more than 38 digits.
struct SumOverflow: Error {}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

struct ExpressionTests {
  private static let schema = Schema([
    CollectionSchema(
      name: "items",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "price", type: .decimal(precision: 12, scale: 2)),
        .init(name: "cost", type: .decimal(precision: 10, scale: 4)),
        .init(name: "huge", type: .decimal(precision: 30, scale: 4)),
        .init(name: "weight", type: .float),
        .init(name: "day", type: .date, isNullable: true),
        .init(name: "at", type: .timestamp),
        .init(name: "until", type: .timestamp),
        .init(name: "tag", type: .uuid),
        .init(name: "data", type: .json),
        .init(name: "count", type: .int),
        .init(name: "name", type: .text),
        .init(name: "sold", type: .bool),
      ]),
    CollectionSchema(name: "sales", columns: [.init(name: "amount", type: .int)]),
  ])

  private static let items = schema["items"]

  @Test(arguments: [
    "price >= 0", "0 < price", "price > -9.5 AND count > 1", "NOT price = 0", "price < cost",
    "price BETWEEN 0 AND 100.50", "price IN (1, 2.5, -3)", "price > count", "huge >= 0",
    "sold = (price = 0)", "price IS NOT NULL OR day IS NULL", "\"price\" <> 1e3",
    "items.price > 1", "count BETWEEN 1 AND 2 AND price > 1", "day >= '2025-01-31'",
    "day NOT IN ('2025-01-31')", "at < until", "at >= '2025-01-31T00:00:00.000000Z'",
    "tag <> '4a6b1c9e-0d2f-4c3b-8a7e-5f1d2c3b4a59'", "data IS NULL", "name LIKE '%@%'",
    "lower(name) LIKE 'a%'", "lower(name) NOT LIKE '%z'", "weight * 1.5 > 2", "count = 1.5",
    "count * 2 > -1", "length(name) > 1 /* price + 1 */", "name = 'price * 1.1'",
    "CASE WHEN price > 1 THEN true ELSE false END", "count = (SELECT count(price) FROM items)",
  ])
  func `a condition that means the same on both engines is left alone`(sql: String) throws {
    #expect(try problems(of: sql) == [])
  }

  @Test(arguments: [
    "price = cost + 1", "price * 2 > 1", "price - 1 > 1", "- price > 1", "abs(price) > 1",
    "coalesce(price, 0) = 0", "price || '' = '1'", "price > '9.5'", "price > weight",
    "count BETWEEN 1 AND price", "price = 0 = sold", "max(price) > 1", "day + 30 > '2025-01-01'",
    "day > 'today'", "day > at", "at > '2025-01-31'", "tag = 'A'", "data ->> 'a' = '1'",
    "data = '{}'", "at < CURRENT_TIMESTAMP", "name LIKE 'A%'", "name LIKE 'a%'",
    "name LIKE '\\_%'", "count * 0.1 = 0.3", "0.1 + count > 1", "huge <= 1000000000000.5",
    "huge > huge", "(SELECT max(price) FROM items) > 1",
    "name = (SELECT name FROM items ORDER BY price)",
    "id = (SELECT i.id FROM items i WHERE i.price * 2 > 1)",
    "count > 1 -- at its end", "count > 1 /* open", "name = 'open", "count > 1) OR (1 = 1", "",
    "1; 2",
  ])
  func `one that does not is refused`(sql: String) throws {
    #expect(try problems(of: sql).count == 1)
  }

  @Test
  func `a name that is no column is told`() throws {
    #expect(
      try problems(of: "pryce > 0 AND \"x\" = '' AND lower(name) = name") == [
        "'pryce' is not a column of items; did you mean 'price'?", "'x' is not a column of items",
      ])
  }

  @Test(arguments: [
    ("price", "9.5"), ("price", "'9.50'"), ("price", "-1"), ("price", "NULL"), ("at", "now"),
    ("at", "until"), ("day", "'2025-01-31'"), ("data", "'{\"a\": 1}'"), ("name", "upper(name)"),
    ("count", "(select count(*) from sales)"), ("weight", "1.5"), ("sold", "price > 9.5"),
  ])
  func `a value that means the same on both engines is left alone`(
    column: String, sql: String
  ) throws {
    #expect(try problems(of: sql, asValueOf: column) == [])
  }

  @Test(arguments: [
    ("price", "price * 1.1"), ("price", "cost"), ("price", "'1.005'"), ("day", "day + 30"),
    ("day", "2025"), ("at", "current_timestamp"), ("price", "(select max(price) from items)"),
    ("name", "price"), ("name", "1.50"), ("count", "count * 1.5"), ("data", "'{'"),
  ])
  func `a value that does not is refused`(column: String, sql: String) throws {
    #expect(try problems(of: sql, asValueOf: column).count == 1)
  }

  private func problems(of sql: String) throws -> [String] {
    let items = try #require(Self.items)
    return ExpressionCheck(sql, on: items, in: Self.schema, knowsAllColumns: true).problems
      .map(\.message)
  }

  private func problems(of sql: String, asValueOf column: String) throws -> [String] {
    let items = try #require(Self.items)
    let target = try #require(items.column(column))
    return ExpressionCheck(sql, on: items, in: Self.schema, knowsAllColumns: true)
      .problems(asValueOf: target).map(\.message)
  }
}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

struct PortableUpdateTests {
  private static let file = """
    about: Prices
    up:
      - create_collection:
          name: items
          columns:
            id: {type: int, primary_key: true}
            price: {type: "decimal(12,2)", check: "price < 1000 AND (limit_ IS NULL OR price <= limit_)"}
            limit_: {type: "decimal(12,2)", nullable: true}
            day: {type: date, nullable: true}
            at: {type: timestamp, nullable: true}
            size: {type: text, default: small}
      - sql:
          sqlite: "INSERT INTO items (id, price) VALUES (1, '10.50'), (2, '9.00'), (3, '100.00')"
          postgres: "INSERT INTO items (id, price) VALUES (1, 10.50), (2, 9.00), (3, 100.00)"
      - update: {table: items, set: {size: "'large'"}, where: "price > 9.5 AND price BETWEEN 10 AND 20"}
      - update: {table: items, set: {limit_: price, day: "'2025-01-31'"}, where: "price IN (9)"}
      - update: {table: items, set: {price: "8", at: now}, where: "limit_ >= price AND day <= '2025-02-01'"}
    """

  private static let wanted = ["1 10.50 large", "2 8.00 small", "3 100.00 small"]

  @Test
  func `decimals are compared and set alike on SQLite`() throws {
    let project = try MigrationProject(["1": Self.file])
    #expect(try rows(of: project, on: project.store()) == Self.wanted)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `decimals are compared and set alike on PostgreSQL`() throws {
    let project = try MigrationProject(["1": Self.file])
    let url = try TemporaryPostgres.shared.get().database()
    #expect(try rows(of: project, on: StoreURL(url).open()) == Self.wanted)
  }

  private func rows(of project: MigrationProject, on store: any Store) throws -> [String] {
    let outcome = try project.apply(to: store)
    #expect(outcome.failure == nil)
    return try store.read { session in
      try session.rows("SELECT id, CAST(price AS text) AS price, size FROM items ORDER BY id")
        .map { row in row.values.map(\.description).joined(separator: " ") }
    }
  }

  @Test
  func `what the files do not show is refused before it runs`() throws {
    let project = try MigrationProject([
      "1": """
      about: Prices
      up:
        - sql: {sqlite: "CREATE TABLE items (day DATE)", postgres: "CREATE TABLE items (day date)"}
        - sql: {sqlite: "CREATE TABLE seedbed_x (n int)", postgres: skip}
      """
    ])
    let store = try project.store()
    #expect(try project.apply(to: store).failure == nil)
    let problem = #expect(throws: Diagnostic.self) {
      try store.transaction { session in
        _ = try UpdateStatement(
          "items", set: [("day", "day + 30")], condition: nil, on: .sqlite, in: session)
      }
    }
    #expect(problem?.code == .migrationEngines)
  }
}

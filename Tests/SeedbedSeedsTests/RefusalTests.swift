import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedSeeds

/// What is said of a row that the database does not take.
@Suite(.blocking)
struct RefusalTests {
  private static let tables = [
    CollectionSchema(
      name: "orders",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "email", type: .text, isNullable: true, isUnique: true),
        .init(
          name: "total", type: .decimal(precision: 12, scale: 2), isNullable: true,
          check: "total >= 0"),
      ])
  ]

  private func problem(_ engine: StoreEngine, _ rows: String) throws -> String {
    let database = try SeedDatabase(engine, Self.tables)
    let error = #expect(throws: Diagnostics.self) {
      try database.load("insert", "rows:\n  orders:\n\(rows)")
    }
    let first = try #require(error?.items.first)
    let place = try #require(first.location)
    #expect(first.cause == nil)
    return "\(place.line):\(place.column) \(first.message)"
  }

  @Test(arguments: SeedDatabase.engines)
  func `a check names the value and what is required`(engine: StoreEngine) throws {
    #expect(
      try problem(engine, "    first: {total: -1}")
        == "6:20 'total' is -1.00 in 'first', and orders requires total >= 0")
  }

  @Test(arguments: SeedDatabase.engines)
  func `a unique value names the value`(engine: StoreEngine) throws {
    #expect(
      try problem(engine, "    a: {email: a@x}\n    b: {email: a@x}")
        == "7:16 'email' is 'a@x' in 'b', and another record of orders has that already")
  }

  @Test(arguments: SeedDatabase.engines)
  func `a set that lacks what others need says who needs it`(engine: StoreEngine) throws {
    let database = try SeedDatabase(
      engine,
      [
        CollectionSchema(
          name: "accounts", columns: [.init(name: "id", type: .text, isPrimaryKey: true)]),
        CollectionSchema(
          name: "orders",
          columns: [
            .init(name: "id", type: .text, isPrimaryKey: true),
            .init(
              name: "account_id", type: .text,
              references: .init(collection: "accounts", column: "id")),
          ]),
      ])
    try database.mark()
    try database.load("replace", "rows: {accounts: {ada: {}}}")
    try database.store.execute("INSERT INTO orders (id, account_id) VALUES ('f5', 'ada')")
    let problem = #expect(throws: Diagnostic.self) {
      try database.load("replace", "rows: {accounts: {bob: {}}}")
    }
    #expect(
      problem?.message
        == "'f5' of orders needs 'ada' of accounts: no seed brought it, and the set 's' does not have 'ada'"
    )
    #expect(problem?.location?.line == 4)
    #expect(problem?.help?.contains("add 'ada' to the set") == true)
  }

  @Test func `rows in a list are told how to be written`() throws {
    let database = try SeedDatabase(.sqlite, Self.tables)
    let error = #expect(throws: Diagnostics.self) {
      try database.load("insert", "rows:\n  orders:\n    - {total: 1}")
    }
    #expect(error?.items.map(\.help) == ["write each row as LABEL: {column: value}"])
  }

  @Test func `a file whose name ends in yml is named`() throws {
    let project = try SeedProject(["shop": "set: shop\nrows: {}\n", "more.yml": "set: more\n"])
    #expect(project.problems() == "more.yml is not read\n  help: name it more.yaml")
  }

  @Test(arguments: SeedDatabase.engines)
  func `a row that a trigger drops is refused`(engine: StoreEngine) throws {
    let table = "CREATE TABLE people (id text NOT NULL PRIMARY KEY, n int)"
    let database = try SeedDatabase(
      engine,
      sqlite: """
        \(table);
        CREATE TRIGGER d BEFORE INSERT ON people WHEN NEW.n < 0 BEGIN SELECT RAISE(IGNORE); END
        """,
      """
      \(table);
      CREATE FUNCTION d() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.n < 0 THEN RETURN NULL; END IF; RETURN NEW; END $$;
      CREATE TRIGGER d BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION d()
      """)
    for mode in ["insert", "upsert"] {
      let error = #expect(throws: Diagnostics.self) {
        try database.load(mode, "rows: {people: {a: {n: 1}, b: {n: -1}, c: {n: 2}, d: {n: -2}}}")
      }
      #expect(
        error?.items.map(\.message) == ["b", "d"].map { "the database refuses '\($0)' of people" })
      #expect(error?.items.first?.cause?.contains("a trigger or rule drops it") == true)
      #expect(try database.rows("SELECT count(*) FROM people") == ["0"])
    }
  }
}

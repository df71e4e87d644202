import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedSeeds

/// An upsert writes what is written, on both engines.
@Suite(.blocking)
struct UpsertTests {
  private static let people = CollectionSchema(
    name: "people",
    columns: [
      .init(name: "id", type: .id, isPrimaryKey: true),
      .init(name: "name", type: .text),
      .init(name: "note", type: .text, isNullable: true),
      .init(name: "level", type: .int, defaultValue: .value(3)),
      .init(name: "seen", type: .timestamp, defaultValue: .now),
      .init(name: "facts", type: .json, isNullable: true),
    ])
  private static let all = "SELECT id, name, note, level, facts FROM people ORDER BY id"

  private func database(_ engine: StoreEngine) throws -> SeedDatabase {
    let database = try SeedDatabase(engine, [Self.people])
    try database.store.execute(
      """
      INSERT INTO people (id, name, note, level, seen, facts)
      VALUES (1, 'old', 'keep', 9, '2020-01-01T00:00:00.000000Z', '{"a":1}')
      """)
    return database
  }

  @Test(arguments: SeedDatabase.engines)
  func `columns that no row names stay as they are`(engine: StoreEngine) throws {
    let database = try database(engine)
    try database.mark()
    try database.load("upsert", "rows: {people: {one: {id: 1, name: new}, two: {id: 2, name: b}}}")
    #expect(try database.rows(Self.all) == ["1 new keep 9 {\"a\":1}", "2 b null 3 null"])
    #expect(
      try database.rows("SELECT count(*) FROM people WHERE seen < '2021-01-01'") == ["1"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `columns of the defaults and of a row like it are named`(engine: StoreEngine) throws {
    let database = try database(engine)
    try database.mark()
    try database.load(
      "upsert",
      """
      defaults: {people: {level: 5}}
      rows: {people: {base: {id: 7, name: base, note: n}, one: {$like: base, id: 1, note: null}}}
      """)
    #expect(try database.rows(Self.all) == ["1 base null 5 {\"a\":1}", "7 base n 5 null"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `a record that is there is changed only with the mark or the name`(engine: StoreEngine)
    throws
  {
    let database = try database(engine)
    let rows = "rows: {people: {one: {id: 1, name: new}}}"
    let problem = #expect(throws: Diagnostic.self) { try database.load("upsert", rows) }
    #expect(problem?.code == .testMarkMissing)
    #expect(try database.rows(Self.all) == ["1 old keep 9 {\"a\":1}"])
    try database.load("upsert", "rows: {people: {one: {id: 1, name: old}, two: {id: 2, name: b}}}")
    try database.load("upsert", rows, confirmation: database.store.name)
    #expect(try database.rows(Self.all) == ["1 new keep 9 {\"a\":1}", "2 b null 3 null"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `what was new, changed and as it was is counted`(engine: StoreEngine) throws {
    let database = try database(engine)
    try database.mark()
    let rows = "rows: {people: {one: {id: 1, name: new}, two: {id: 2, name: b}}}"
    func counts() throws -> [Int] {
      let outcome = try database.load("upsert", rows)
      return [outcome.count, outcome.changed, outcome.present]
    }
    #expect(try counts() == [2, 1, 0])
    #expect(try counts() == [2, 0, 2])
    try database.store.execute("UPDATE people SET name = 'c' WHERE id = 2")
    #expect(try counts() == [2, 1, 1])
  }

  @Test(arguments: SeedDatabase.engines)
  func `a record of a ring that is changed in two goes is counted once`(engine: StoreEngine) throws
  {
    let people = "people (id text NOT NULL PRIMARY KEY, team text NOT NULL REFERENCES teams (id))"
    let teams = "teams (id text NOT NULL PRIMARY KEY, name text NOT NULL, head text"
    let database = try SeedDatabase(
      engine,
      sqlite: "CREATE TABLE \(teams) REFERENCES people (id)); CREATE TABLE \(people)",
      """
      CREATE TABLE \(teams)); CREATE TABLE \(people);
      ALTER TABLE teams ADD FOREIGN KEY (head) REFERENCES people (id)
      """)
    try database.mark()
    let rows = "rows: {teams: {a: {name: A, head: ada}}, people: {ada: {team: a}, bob: {team: a}}}"
    try database.load("upsert", rows)
    let outcome = try database.load(
      "upsert", rows.replacing("name: A, head: ada", with: "name: B, head: bob"))
    #expect([outcome.count, outcome.changed, outcome.present] == [3, 1, 2])
    #expect(try database.rows("SELECT name, head FROM teams") == ["B bob"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `a record that an upsert changed is nobody's seed`(engine: StoreEngine) throws {
    let database = try database(engine)
    try database.mark()
    try database.load("upsert", "rows: {people: {one: {id: 1, name: new}, two: {id: 2, name: b}}}")
    #expect(try database.rows("SELECT key FROM seedbed_seed_rows") == ["2"])
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `a key that the server always gives is written, twice too`() throws {
    let database = try SeedDatabase(
      .postgres,
      "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n text NOT NULL)")
    try database.mark()
    for (mode, name) in [("upsert", "a"), ("upsert", "b"), ("replace", "c"), ("replace", "d")] {
      try database.load(mode, "rows: {t: {one: {n: \(name)}}}")
      #expect(try database.rows("SELECT id, n FROM t") == ["1 \(name)"])
    }
    try database.store.execute("INSERT INTO t (n) VALUES ('new')")
    #expect(try database.rows("SELECT id FROM t ORDER BY id") == ["1", "2"])
  }
}

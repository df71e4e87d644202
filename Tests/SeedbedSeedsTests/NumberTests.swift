import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedSeeds

/// The numbers of labels, which are made once.
@Suite(.blocking)
struct NumberTests {
  private static let tables = [
    CollectionSchema(
      name: "a",
      columns: [
        .init(name: "id", type: .id, isPrimaryKey: true), .init(name: "n", type: .text),
      ]),
    CollectionSchema(
      name: "o",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "a_id", type: .bigint, references: .init(collection: "a", column: "id")),
      ]),
  ]
  private static let first = "rows: {a: {ada: {n: Ada}, bob: {n: Bob}}}"
  private static let more = "rows: {a: {ada: {n: Ada}, aaron: {n: Aaron}, bob: {n: Bob}}}"
  private static let all = "SELECT id, n FROM a ORDER BY id"

  @Test(arguments: SeedDatabase.engines, ["insert", "upsert"])
  func `a new label gets a new number and the others keep theirs`(
    engine: StoreEngine, mode: String
  ) throws {
    let database = try SeedDatabase(engine, Self.tables)
    try database.load(mode, Self.first)
    try database.store.execute("INSERT INTO o (id, a_id) VALUES ('real', 2)")
    try database.load(mode, Self.more)
    #expect(try database.rows(Self.all) == ["1 Ada", "2 Bob", "3 Aaron"])
    try database.load(mode, Self.more)
    #expect(try database.rows(Self.all) == ["1 Ada", "2 Bob", "3 Aaron"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `a row that others refer to keeps its number when seeds are replaced`(engine: StoreEngine)
    throws
  {
    let database = try SeedDatabase(engine, Self.tables)
    try database.mark()
    try database.load("replace", Self.first)
    try database.store.execute("INSERT INTO o (id, a_id) VALUES ('real', 2)")
    try database.load("replace", Self.more)
    #expect(try database.rows(Self.all) == ["1 Ada", "2 Bob", "3 Aaron"])
    try database.load("replace", Self.more)
    #expect(try database.rows(Self.all) == ["1 Ada", "2 Bob", "3 Aaron"])
  }

  @Test(arguments: SeedDatabase.engines, ["insert", "upsert", "replace"])
  func `a number of a record from elsewhere is not taken`(engine: StoreEngine, mode: String) throws
  {
    let database = try SeedDatabase(engine, Self.tables)
    try database.mark()
    try database.store.execute("INSERT INTO a (id, n) VALUES (1, 'real'), (77, 'real')")
    for _ in 0..<2 {
      try database.load(mode, Self.first)
      #expect(try database.rows(Self.all) == ["1 real", "2 Ada", "3 Bob", "77 real"])
    }
  }

  @Test(arguments: SeedDatabase.engines)
  func `labels point at the rows by their numbers`(engine: StoreEngine) throws {
    let database = try SeedDatabase(engine, Self.tables)
    try database.store.execute("INSERT INTO a (id, n) VALUES (1, 'real')")
    try database.load("insert", "rows: {a: {ada: {n: Ada}}, o: {x: {a_id: ada}}}")
    #expect(try database.rows("SELECT a.n FROM o JOIN a ON a.id = o.a_id") == ["Ada"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `a number that is written is taken by no label`(engine: StoreEngine) throws {
    let database = try SeedDatabase(engine, Self.tables)
    try database.load("insert", "rows: {a: {x: {n: X}, y: {id: 1, n: Y}}}")
    #expect(try database.rows(Self.all) == ["1 Y", "2 X"])
  }

  @Test(arguments: SeedDatabase.engines)
  func `in a fresh database a number is the place of the row`(engine: StoreEngine) throws {
    let database = try SeedDatabase(engine, Self.tables)
    try database.load("insert", "rows: {a: {x: {n: X}, y: {id: 9, n: Y}, z: {n: Z}}}")
    #expect(try database.rows(Self.all) == ["1 X", "3 Z", "9 Y"])
  }
}

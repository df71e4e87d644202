import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedSeeds

/// What the database makes up is left to it.
@Suite(.blocking)
struct DatabaseDefaultTests {
  @Test func `SQLite makes up the time of its default`() throws {
    let database = try SeedDatabase(
      .sqlite,
      """
      CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL,
        made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, kind TEXT DEFAULT (lower('A')))
      """)
    try database.load("insert", "rows: {notes: {one: {body: b}, two: {body: b, kind: z}}}")
    #expect(
      try database.rows(
        "SELECT kind FROM notes WHERE CAST(made AS TEXT) LIKE '20%' ORDER BY id") == ["a", "z"])
    try database.load("insert", "rows: {notes: {one: {body: b}, two: {body: b, kind: z}}}")
    #expect(try database.rows("SELECT count(*) FROM notes") == ["2"])
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `PostgreSQL makes up what its defaults compute`() throws {
    let database = try SeedDatabase(
      .postgres,
      """
      CREATE TABLE notes (id text PRIMARY KEY, body text NOT NULL,
        who text NOT NULL DEFAULT current_user, token uuid NOT NULL DEFAULT gen_random_uuid(),
        number serial, turn int GENERATED ALWAYS AS IDENTITY, day date DEFAULT current_date,
        loud text GENERATED ALWAYS AS (upper(body)) STORED)
      """)
    try database.mark()
    for mode in ["insert", "insert", "upsert", "replace"] {
      try database.load(mode, "rows: {notes: {one: {body: b}, two: {body: c, who: me}}}")
      #expect(
        try database.rows(
          """
          SELECT who = current_user, number > 0, turn > 0, day = current_date, loud FROM notes
          ORDER BY id
          """) == ["1 1 1 1 B", "0 1 1 1 C"])
    }
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `writing what the database computes is an error with its place`() throws {
    let database = try SeedDatabase(
      .postgres,
      """
      CREATE TABLE a (id int PRIMARY KEY, n text,
        g text GENERATED ALWAYS AS (upper(n)) STORED)
      """)
    let error = #expect(throws: Diagnostics.self) {
      try database.load("insert", "rows:\n  a:\n    one: {n: x, g: y}")
    }
    let problem = try #require(error?.items.first)
    #expect(
      problem.message == "the database computes 'g' of a itself, from other columns")
    #expect(problem.location?.line == 6)
    #expect(problem.location?.column == 17)
  }

  @Test func `a column that keeps no zone takes times without one, in the database's own form`()
    throws
  {
    for engine in SeedDatabase.engines {
      let type = engine == .sqlite ? "DATETIME" : "timestamp"
      let database = try SeedDatabase(
        engine, "CREATE TABLE visits (id int PRIMARY KEY, seen \(type) NOT NULL)")
      try database.mark()
      let rows = """
        rows:
          visits:
            a: {seen: 2026-01-01 10:00:00}
            b: {seen: "2026-01-01T10:00:00.25"}
            c: {seen: 2026-01-01T10:00:00+01:00}
            d: {seen: 2026-01-01}
        """
      for mode in ["insert", "insert", "upsert", "replace"] {
        try database.load(mode, rows)
        #expect(
          try database.rows(
            "SELECT replace(CAST(seen AS text), '.250000', '.25') FROM visits ORDER BY id")
            == [
              "2026-01-01 10:00:00", "2026-01-01 10:00:00.25", "2026-01-01 09:00:00",
              "2026-01-01 00:00:00",
            ])
      }
      let error = #expect(throws: Diagnostics.self) {
        try database.load("insert", "rows: {visits: {a: {seen: yesterday}}}")
      }
      #expect(error?.items.first?.message == "'seen': 'yesterday' is not a timestamp (RFC 3339)")
    }
  }

  @Test(arguments: ["1e3", "007", "1.0", "+5"])
  func `a whole number is written in digits`(text: String) throws {
    let database = try SeedDatabase(
      .sqlite, "CREATE TABLE a (id INTEGER PRIMARY KEY, n INT)")
    let error = #expect(throws: Diagnostics.self) {
      try database.load("insert", "rows:\n  a:\n    one: {n: \(text)}")
    }
    #expect(
      error?.items.first?.message == "'n': '\(text)' is not written as a whole number")
    #expect(error?.items.first?.location?.line == 6)
  }

  @Test func `tables in a ring are filled, with the reference that may be null last`() throws {
    for engine in SeedDatabase.engines {
      let database = try SeedDatabase(
        engine,
        """
        CREATE TABLE teams (id int PRIMARY KEY, name text, captain_id int);
        CREATE TABLE players (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams (id));
        ALTER TABLE teams ADD COLUMN leader_id int REFERENCES players (id);
        """)
      try database.mark()
      let rows = """
        rows:
          teams: {t: {name: T, leader_id: p}, u: {name: U}}
          players: {p: {team_id: t}, q: {team_id: u}}
        """
      for mode in ["insert", "insert", "upsert", "replace", "replace"] {
        try database.load(mode, rows)
        #expect(
          try database.rows("SELECT id, name, leader_id FROM teams ORDER BY id")
            == ["1 T 1", "2 U null"])
      }
      try database.load("replace", "rows: {}")
      #expect(try database.rows("SELECT count(*) FROM teams") == ["0"])
    }
  }
}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// A table of another program that SQLite has to make again to add a column to it.
@Suite(.blocking)
struct RebuildTests {
  private let project: MigrationProject
  private let store: any Store

  init() throws {
    project = try MigrationProject([
      "1": """
      about: A time
      up:
        - add_column: {table: requests, name: made_at, type: timestamp, default: now}
      """
    ])
    store = try project.store()
    try store.transaction(.structure) {
      try $0.executeScript(
        """
        CREATE TABLE requests /* (1) */ ( -- (2)
          id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, up INTEGER REFERENCES requests(id));
        CREATE TABLE words (word TEXT PRIMARY KEY, request INTEGER REFERENCES requests (id) ON DELETE CASCADE);
        CREATE TABLE log (path TEXT);
        CREATE VIEW paths AS SELECT path FROM requests;
        CREATE TRIGGER logged AFTER INSERT ON requests BEGIN INSERT INTO log VALUES (NEW.path); END;
        CREATE TRIGGER asked AFTER INSERT ON words WHEN NEW.request IS NULL BEGIN
          UPDATE words SET request = (SELECT max(id) FROM requests) WHERE word = NEW.word; END;
        CREATE INDEX short ON requests (path) WHERE length(path) < 9;
        INSERT INTO requests (path) VALUES ('/a'), ('/b'), ('/c');
        INSERT INTO words VALUES ('a', 1);
        DELETE FROM requests WHERE id > 1;
        """)
    }
  }

  private func values(_ sql: String) throws -> [[String]] {
    try store.read { try $0.rows(sql) }.map { $0.values.map(\.description) }
  }

  /// The planned structure does not know the table; the run does.
  private func add() throws {
    let column = CollectionSchema.Column(name: "made_at", type: .timestamp, defaultValue: .now)
    try store.transaction(.structure) { try $0.apply(.addColumn(column, to: "requests")) }
  }

  @Test func `numbers that were given out are not given out again`() throws {
    try add()
    _ = try store.transaction { try $0.execute("INSERT INTO requests (path) VALUES ('/new')") }
    #expect(try values("SELECT max(id) FROM requests") == [["4"]])
  }

  @Test func `views, triggers and indexes are as they were`() throws {
    let others =
      "SELECT name, sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY name"
    let before = try values(others)
    try add()
    #expect(try values(others) == before)
    _ = try store.transaction {
      try $0.execute("INSERT INTO requests (path) VALUES ('/new')")
      try $0.execute("INSERT INTO words (word) VALUES ('b')")
    }
    #expect(try values("SELECT path FROM paths ORDER BY path") == [["/a"], ["/new"]])
    #expect(try values("SELECT path FROM log ORDER BY rowid DESC LIMIT 1") == [["/new"]])
    #expect(try values("SELECT request FROM words WHERE word = 'b'") == [["4"]])
  }

  @Test func `rows of other tables stay`() throws {
    try add()
    #expect(try values("SELECT word, request FROM words") == [["a", "1"]])
    #expect(try values("PRAGMA foreign_key_check") == [])
  }

  @Test func `hidden row numbers stay`() throws {
    try store.transaction(.structure) {
      try $0.executeScript(
        "CREATE TABLE notes (note TEXT); INSERT INTO notes (rowid, note) VALUES (7, 'a'), (9, 'b')")
      let column = CollectionSchema.Column(name: "made_at", type: .timestamp, defaultValue: .now)
      try $0.apply(.addColumn(column, to: "notes"))
    }
    #expect(try values("SELECT rowid FROM notes ORDER BY rowid") == [["7"], ["9"]])
  }

  @Test func `a rebuild by hand keeps the rows of children`() throws {
    try store.transaction(.structure) {
      try $0.executeScript(
        """
        CREATE TABLE requests_new (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
        INSERT INTO requests_new SELECT id, path FROM requests;
        DROP VIEW paths; DROP TRIGGER asked;
        DROP TABLE requests;
        ALTER TABLE requests_new RENAME TO requests;
        """)
    }
    #expect(try values("SELECT word, request FROM words") == [["a", "1"]])
  }
}

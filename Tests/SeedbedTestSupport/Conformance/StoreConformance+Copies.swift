import SeedbedCore
import SeedbedStore

extension StoreConformance {
  /// Two collections, a trigger that fills a third, and a key that the database counts.
  private static func fill(_ store: any Store) throws {
    let (key, trigger) =
      switch store.engine {
      case .sqlite:
        (
          "integer primary key autoincrement",
          """
          CREATE TRIGGER noted AFTER INSERT ON people BEGIN
            INSERT INTO log (what) VALUES (new.name); END;
          """
        )
      case .postgres:
        (
          "bigserial primary key",
          """
          CREATE FUNCTION note() RETURNS trigger AS $$ BEGIN
            INSERT INTO log (what) VALUES (new.name); RETURN new; END $$ LANGUAGE plpgsql;
          CREATE TRIGGER noted AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION note();
          """
        )
      }
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE log (id \(key), what text NOT NULL);
        CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL UNIQUE,
          boss integer REFERENCES people (id), weight double precision);
        CREATE TABLE pets (owner integer NOT NULL REFERENCES people (id) ON DELETE CASCADE, name text);
        \(trigger)
        INSERT INTO people VALUES (1, 'Ada', NULL, 0.1), (2, 'Bob', 1, NULL);
        INSERT INTO pets VALUES (1, 'Rex'), (1, 'Rex'), (2, NULL);
        """)
    }
  }

  private static func rows(in store: any Store) throws -> [String] {
    try store.read { session in
      try ["log", "people", "pets"].flatMap { name in
        try session.rows("SELECT * FROM \(name)").map { "\(name) \($0.values)" }.sorted()
      }
    }
  }

  private static func different(in store: any Store) throws -> [String] {
    try store.read { try RowCopies.different(in: $0).map(\.table.description) }
  }

  static let copies: [StoreCheck] = [
    StoreCheck("rows that were copied come back, whatever became of them, and no trigger runs") {
      subject in
      let store = subject.store
      try fill(store)
      let before = try rows(in: store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try expect(try store.read { try RowCopies.areThere(in: $0) }, "the copies are there")
      try store.transaction { session in
        try session.executeScript(
          """
          DELETE FROM pets WHERE owner = 2; DELETE FROM people WHERE id = 2;
          UPDATE people SET name = 'Bob' WHERE id = 1;
          INSERT INTO people VALUES (3, 'Ada', 1, 2); INSERT INTO pets VALUES (3, 'Tom');
          """)
      }
      try expect(
        "different", try different(in: store), is: ["log", "people", "pets"])
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      try expect("rows", try rows(in: store), is: before)
      try expect("different", try different(in: store), is: [])
      try store.transaction(.structure) { try RowCopies.drop(in: $0) }
      try expect(try !store.read { try RowCopies.areThere(in: $0) }, "the copies are gone")
    },
    StoreCheck("after a restoration the database gives the same next key, and its triggers run") {
      subject in
      let store = subject.store
      try fill(store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      func add() throws -> Int64? {
        try store.transaction { session in
          try session.execute("INSERT INTO people VALUES (9, 'Cyd', NULL, NULL)")
          return try session.rows("SELECT max(id) AS id FROM log").first?.integer("id")
        }
      }
      let first = try add()
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      try expect("key", try add(), is: first)
    },
    StoreCheck("rows that refer to each other in a ring come back") { subject in
      let store = subject.store
      try store.transaction(.structure) { session in
        try session.executeScript(
          """
          CREATE TABLE a (id integer PRIMARY KEY, b integer);
          CREATE TABLE b (id integer PRIMARY KEY, a integer NOT NULL REFERENCES a (id));
          """)
        let key = "FOREIGN KEY (b) REFERENCES b (id)"
        switch store.engine {
        case .sqlite:
          try session.executeScript(
            "DROP TABLE a; CREATE TABLE a (id integer PRIMARY KEY, b integer, \(key));")
        case .postgres: try session.executeScript("ALTER TABLE a ADD \(key);")
        }
        try session.executeScript(
          """
          INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1); UPDATE a SET b = 1;
          """)
      }
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try store.transaction {
        try $0.executeScript("UPDATE a SET b = NULL; DELETE FROM b; DELETE FROM a;")
      }
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      try expect("different", try different(in: store), is: [])
    },
    StoreCheck("what one table refuses does not keep the others from being restored") { subject in
      let store = subject.store
      try fill(store)
      let before = try rows(in: store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try store.transaction {
        try $0.executeScript("DELETE FROM pets; DELETE FROM log; DELETE FROM people;")
      }
      let name = subject.store.engine == .sqlite ? "DROP TABLE log;" : "DROP TABLE log CASCADE;"
      try store.transaction(.structure) { session in
        try session.executeScript("\(name) CREATE TABLE log (other text);")
      }
      try RowCopies.restoreOneByOne(on: store)
      try expect("different", try different(in: store), is: ["log"])
      try expect("rows", try rows(in: store), is: before.filter { !$0.hasPrefix("log") })
    },
    StoreCheck("rows in other schemas and of children are copied, and restored where they were") {
      subject in
      let store = subject.store
      guard store.engine == .postgres else { return }
      try store.transaction(.structure) { session in
        try session.executeScript(
          """
          CREATE SCHEMA kept;
          CREATE TABLE kept.log (id bigserial PRIMARY KEY, what text);
          CREATE TABLE parents (id integer PRIMARY KEY);
          CREATE TABLE children (age integer) INHERITS (parents);
          INSERT INTO parents VALUES (1); INSERT INTO children VALUES (2, 7);
          INSERT INTO kept.log (what) VALUES ('first');
          """)
      }
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try store.transaction {
        try $0.executeScript(
          "DELETE FROM parents; INSERT INTO kept.log (what) VALUES ('more'); DELETE FROM kept.log;")
      }
      try expect(
        "different", try different(in: store), is: ["children", "kept.log", "parents"])
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      try expect("different", try different(in: store), is: [])
      let lines = try store.transaction { session in
        try session.execute("INSERT INTO kept.log (what) VALUES ('next')")
        return try session.rows(
          """
          SELECT 'parent ' || id AS line FROM ONLY parents
          UNION ALL SELECT 'child ' || id || ' ' || age FROM children
          UNION ALL (SELECT 'log ' || id || ' ' || what FROM kept.log ORDER BY id)
          """
        ).compactMap { $0.text("line") }
      }
      try expect("lines", lines, is: ["parent 1", "child 2 7", "log 1 first", "log 2 next"])
    },
    StoreCheck("a column that a table got since does not keep its rows from being restored") {
      subject in
      let store = subject.store
      try fill(store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      try store.transaction(.structure) {
        try $0.executeScript(
          """
          ALTER TABLE people ADD COLUMN extra text DEFAULT 'more';
          ALTER TABLE pets ADD COLUMN extra text;
          UPDATE people SET name = 'Eve' WHERE id = 1; DELETE FROM pets;
          """)
      }
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      try expect("different", try different(in: store), is: [])
      let names = try store.read {
        try $0.rows("SELECT name, extra FROM people ORDER BY id").map { "\($0.values)" }
      }
      try expect("people", names, is: ["[Ada, more]", "[Bob, more]"])
    },
    StoreCheck("a copy that is gone is said, and hinders no other") { subject in
      let store = subject.store
      try fill(store)
      try store.transaction(.structure) { try RowCopies.make(in: $0) }
      let copy = try store.read { session in
        try session.rows("SELECT record FROM seedbed_proof_rows WHERE collection = 'log'").first?
          .text("record") ?? ""
      }
      try store.transaction(.structure) {
        try $0.executeScript("DROP TABLE \(copy); DELETE FROM pets;")
      }
      try store.transaction(.structure) { try RowCopies.restore(in: $0) }
      let phrases = try store.read { try RowCopies.different(in: $0).map(\.phrase) }
      try expect("different", phrases, is: ["log, whose copy is gone"])
      try store.transaction(.structure) { try RowCopies.drop(in: $0) }
      try expect(try !store.read { try RowCopies.areThere(in: $0) }, "the copies are gone")
    },
  ]
}

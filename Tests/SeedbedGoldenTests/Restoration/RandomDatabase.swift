import SeedbedCore

/// SQL for a database as somebody else might have made it: keys of every kind, triggers that write, count and
/// refuse, views, computed columns, tables that refer to each other, and values that few programs write.
struct RandomDatabase {
  enum Engine { case sqlite, postgres }

  private(set) var statements: [String] = []
  /// Whether triggers keep an index of the words of a table.
  private(set) var isSearchable = false
  private let engine: Engine
  private var generator: Generator
  private var tables: [Table] = []

  private struct Table {
    let name: String
    var key: Key
    /// Of columns that take a value, with what it may be.
    var columns: [(name: String, values: [String])]
    var parent: String?
  }

  private enum Key: CaseIterable { case integer, counted, text, pair, none }

  struct Generator {
    private var numbers: SplitMix

    init(seed: UInt64) { numbers = SplitMix(seed: seed &* 0x9E37_79B9_7F4A_7C15) }

    mutating func next(_ bound: Int) -> Int { numbers.next(below: bound) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }

    /// True once in `times`.
    mutating func once(in times: Int) -> Bool { next(times) == 0 }
  }

  init(seed: UInt64, for engine: Engine) {
    self.engine = engine
    generator = Generator(seed: seed)
    for number in 0...generator.next(4) { addTable(number) }
    if tables.count > 1, generator.once(in: 4) { addRing() }
    for table in tables where generator.next(3) > 0 { addRows(to: table) }
    for (number, table) in tables.enumerated() where generator.once(in: 2) {
      addTrigger(number, on: table)
    }
    if generator.once(in: 3), let table = tables.first {
      statements.append("CREATE VIEW shown AS SELECT count(*) AS n FROM \(table.name)")
    }
    switch engine {
    case .sqlite: addSQLiteKinds()
    case .postgres: addPostgresKinds()
    }
  }

  private mutating func addTable(_ number: Int) {
    let name = generator.once(in: 6) ? "\"odd \(number)-Table\"" : "t\(number)"
    var table = Table(name: name, key: generator.pick(Key.allCases), columns: [])
    var parts: [String] = []
    switch (table.key, engine) {
    case (.integer, _): parts.append("id integer PRIMARY KEY")
    case (.counted, .sqlite): parts.append("id integer PRIMARY KEY AUTOINCREMENT")
    case (.counted, .postgres):
      parts.append(
        generator.once(in: 2)
          ? "id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "id serial PRIMARY KEY")
    case (.text, _): parts.append("id text PRIMARY KEY NOT NULL")
    case (.pair, _), (.none, _): parts += ["id integer NOT NULL", "part integer NOT NULL"]
    }
    for column in 0..<(1 + generator.next(3)) {
      let (type, values) = generator.pick(engine == .sqlite ? Self.sqliteTypes : Self.postgresTypes)
      table.columns.append(("c\(column)", values))
      parts.append("c\(column) \(type)")
    }
    if generator.once(in: 3) {
      let computed = engine == .sqlite ? "length(c0)" : "CAST(length(CAST(id AS text)) AS integer)"
      let kind = engine == .sqlite && generator.once(in: 2) ? "VIRTUAL" : "STORED"
      parts.append("g integer GENERATED ALWAYS AS (\(computed)) \(kind)")
    }
    if let parent = tables.filter({ $0.key == .integer }).randomElement(&generator) {
      table.parent = parent.name
      let action = generator.pick([
        "", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT",
      ])
      parts.append("parent integer REFERENCES \(parent.name) (id) \(action)")
    }
    if table.key == .pair { parts.append("PRIMARY KEY (part, id)") }
    let suffix =
      engine == .sqlite && table.key != .none && table.key != .counted && generator.once(in: 3)
      ? " WITHOUT ROWID" : ""
    statements.append("CREATE TABLE \(name) (\(parts.joined(separator: ", ")))\(suffix)")
    if generator.once(in: 4) {
      statements.append("CREATE INDEX i\(number) ON \(name) (c0)")
    }
    tables.append(table)
  }

  /// Two tables that refer to each other, neither of which can be emptied first.
  private mutating func addRing() {
    statements.append("CREATE TABLE ra (id integer PRIMARY KEY, b integer)")
    statements.append("CREATE TABLE rb (id integer PRIMARY KEY, a integer REFERENCES ra (id))")
    switch engine {
    case .sqlite:
      statements[statements.count - 2] =
        "CREATE TABLE ra (id integer PRIMARY KEY, b integer REFERENCES rb (id))"
    case .postgres: statements.append("ALTER TABLE ra ADD FOREIGN KEY (b) REFERENCES rb (id)")
    }
    statements += [
      "INSERT INTO ra VALUES (1, NULL)", "INSERT INTO rb VALUES (1, 1), (2, NULL)",
      "UPDATE ra SET b = 1",
    ]
  }

  private mutating func addRows(to table: Table) {
    for number in 0..<(1 + generator.next(6)) {
      // Gaps, so that rows are known by more than their place.
      let key = number * 3 + 1 + generator.next(2)
      var columns: [String] = []
      var values: [String] = []
      switch table.key {
      case .integer:
        columns = ["id"]
        values = ["\(key)"]
      case .counted: break
      case .text:
        columns = ["id"]
        values = ["'k\(key)'"]
      case .pair, .none:
        columns = ["id", "part"]
        values = ["\(key)", "\(generator.next(2))"]
      }
      for column in table.columns {
        columns.append(column.name)
        values.append(generator.pick(column.values))
      }
      if let parent = table.parent {
        columns.append("parent")
        values.append("(SELECT max(id) FROM \(parent))")
      }
      let row =
        "INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))"
      statements.append(row)
      // Without a key a row may stand twice.
      if table.key == .none, generator.once(in: 3) { statements.append(row) }
    }
    if table.key == .counted, generator.once(in: 2) {
      statements.append("DELETE FROM \(table.name) WHERE id = (SELECT max(id) FROM \(table.name))")
    }
  }

  private mutating func addTrigger(_ number: Int, on table: Table) {
    let event = generator.pick(["INSERT", "DELETE", "UPDATE"])
    let log = generator.once(in: 2) ? "counted" : "plain"
    let row = event == "DELETE" ? "old" : "new"
    let kind = generator.next(5)
    switch engine {
    case .sqlite:
      let key = log == "counted" ? "n integer PRIMARY KEY AUTOINCREMENT, what" : "what"
      statements.append("CREATE TABLE IF NOT EXISTS log_\(log) (\(key))")
      let body =
        switch kind {
        case 0: "SELECT raise(abort, 'never')"
        case 1: "SELECT raise(ignore)"
        case 2: "UPDATE \(table.name) SET c0 = c0 WHERE id = \(row).id"
        default: "INSERT INTO log_\(log) (what) VALUES (\(row).id)"
        }
      statements.append(
        """
        CREATE TRIGGER tr\(number) \(kind < 2 ? "BEFORE" : "AFTER") \(event) ON \(table.name)
        BEGIN \(body); END
        """)
    case .postgres:
      let place = generator.once(in: 3) ? "elsewhere.log_\(log)" : "log_\(log)"
      if place.hasPrefix("elsewhere") { statements.append("CREATE SCHEMA IF NOT EXISTS elsewhere") }
      let key = log == "counted" ? "n bigserial PRIMARY KEY, what text" : "what text"
      statements.append("CREATE TABLE IF NOT EXISTS \(place) (\(key))")
      let body =
        switch kind {
        case 0: "RAISE EXCEPTION 'never'"
        case 1: "RETURN NULL"
        default: "INSERT INTO \(place) (what) VALUES (CAST(\(row).id AS text))"
        }
      statements.append(
        """
        CREATE FUNCTION f\(number)() RETURNS trigger AS $$
        BEGIN \(body); RETURN \(row); END $$ LANGUAGE plpgsql
        """)
      statements.append(
        """
        CREATE TRIGGER tr\(number) \(kind < 2 ? "BEFORE" : "AFTER") \(event) ON \(table.name)
        FOR EACH ROW EXECUTE FUNCTION f\(number)()
        """)
    }
  }

  private mutating func addSQLiteKinds() {
    if generator.once(in: 4) {
      isSearchable = true
      statements += [
        "CREATE TABLE pages (id integer PRIMARY KEY, body text)",
        "CREATE VIRTUAL TABLE search USING fts5(body, content = 'pages', content_rowid = 'id')",
        """
        CREATE TRIGGER pages_i AFTER INSERT ON pages BEGIN
          INSERT INTO search (rowid, body) VALUES (new.id, new.body); END
        """,
        """
        CREATE TRIGGER pages_d AFTER DELETE ON pages BEGIN
          INSERT INTO search (search, rowid, body) VALUES ('delete', old.id, old.body); END
        """,
        "INSERT INTO pages VALUES (1, 'lamps and sofas'), (4, 'sofas'), (9, 'a mat')",
      ]
    }
    if generator.once(in: 6) {
      statements += [
        "CREATE VIRTUAL TABLE notes USING fts5(body)",
        "INSERT INTO notes VALUES ('hello'), ('you')",
      ]
    }
    if generator.once(in: 6) {
      statements += [
        "CREATE VIRTUAL TABLE boxes USING rtree(id, left, right)",
        "INSERT INTO boxes VALUES (1, 0, 2), (7, 1, 5)",
      ]
    }
    if generator.once(in: 6) {
      statements += [
        "CREATE TABLE hidden (rowid, _rowid_, oid)", "INSERT INTO hidden VALUES (1, 2, 3)",
      ]
    }
  }

  private mutating func addPostgresKinds() {
    if generator.once(in: 4) {
      statements += [
        "CREATE TABLE parents (id integer PRIMARY KEY, what text)",
        "CREATE TABLE children (age integer) INHERITS (parents)",
        "INSERT INTO parents VALUES (1, 'a')", "INSERT INTO children VALUES (2, 'b', 7)",
      ]
    }
    if generator.once(in: 4) {
      statements += [
        "CREATE TABLE days (day date, n integer, PRIMARY KEY (day, n)) PARTITION BY RANGE (day)",
        "CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
        "CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
        "INSERT INTO days VALUES ('2026-01-03', 1), ('2026-02-03', 2), ('2026-02-03', 3)",
      ]
    }
    if generator.once(in: 5) {
      statements += [
        "CREATE TABLE stays (id integer PRIMARY KEY)", "INSERT INTO stays VALUES (3), (5)",
        "CREATE RULE no_delete AS ON DELETE TO stays DO INSTEAD NOTHING",
      ]
    }
    if generator.once(in: 5) {
      statements += [
        "CREATE TYPE mood AS ENUM ('good', 'bad')",
        "CREATE TABLE moods (id integer PRIMARY KEY, mood mood, many mood[], EXCLUDE (mood WITH =))",
        "INSERT INTO moods VALUES (1, 'good', '{bad,good}'), (2, 'bad', NULL)",
      ]
    }
  }

  private static let sqliteTypes: [(String, [String])] = [
    (
      "text", ["'plain'", "CAST(x'ff41' AS text)", "CAST(x'410042' AS text)", "''", "NULL", "'10'"]
    ),
    ("integer", ["7", "-9223372036854775808", "'7 lamps'", "NULL", "1.5"]),
    ("real", ["0.1", "-0.0", "9e999", "1e-320", "3", "NULL"]),
    ("numeric", ["'10.50'", "10", "'ten'", "x'00ff'"]),
    ("", ["'1'", "1", "x'31'", "1.0", "NULL"]),
    ("blob", ["x''", "x'00'", "'text'", "zeroblob(300)"]),
    ("text COLLATE NOCASE", ["'Ada'", "'ADA '", "NULL"]),
    ("text DEFAULT 'made' CHECK (length(c0) < 400 OR c0 IS NULL)", ["'short'", "NULL"]),
  ]

  private static let postgresTypes: [(String, [String])] = [
    ("text", ["'plain'", "''", "NULL", "E'tab\\tquote\\\"'", "'ünï'"]),
    ("json", ["'{\"a\":  1, \"a\":2}'", "NULL", "'[1,   2]'"]),
    ("jsonb", ["'{\"a\": 1.10}'", "NULL"]),
    ("numeric", ["1.10", "'NaN'", "1e-30", "NULL"]),
    ("double precision", ["0.1", "'-0'", "'infinity'", "1e-320", "'NaN'"]),
    ("timestamptz", ["'2026-10-25 02:30:00+02'", "'infinity'", "NULL"]),
    ("interval", ["'24 hours'", "'1 day'", "'1 mon -3 days'"]),
    ("char(6)", ["'ab'", "'ab    '", "NULL"]),
    ("bytea", ["'\\x00ff'", "''", "NULL"]),
    ("integer[]", ["'{1,NULL,3}'", "'[2:3]={1,2}'", "NULL"]),
    ("varchar(8) CHECK (c0 IS NULL OR CAST(c0 AS text) <> 'x')", ["'eight888'", "NULL"]),
    ("boolean", ["true", "NULL"]),
    ("uuid", ["'00000000-0000-0000-0000-00000000000a'", "NULL"]),
    ("point", ["'(1,2)'", "NULL"]),
    ("xml", ["'<a  b=\"1\"/>'", "NULL"]),
  ]
}

extension Array {
  fileprivate func randomElement(_ generator: inout RandomDatabase.Generator) -> Element? {
    isEmpty ? nil : generator.pick(self)
  }
}

import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// Two databases with the same collections, each changed in its own way.
@Suite(.blocking)
struct DatabaseComparisonTests {
  private static let visits = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true), .init(name: "page", type: .text),
      .init(name: "cost", type: .decimal(precision: 12, scale: 2)),
      .init(name: "details", type: .json, isNullable: true),
    ])
  private static let events = CollectionSchema(
    name: "events", columns: [.init(name: "kind", type: .text), .init(name: "size", type: .int)])
  private static let readings = CollectionSchema(
    name: "readings",
    columns: [
      .init(name: "sensor", type: .text, isPrimaryKey: true),
      .init(name: "number", type: .int, isPrimaryKey: true), .init(name: "value", type: .float),
    ])

  private let folder: TemporaryFolder
  private let left: any Store
  private let right: any Store

  init() throws {
    folder = try TemporaryFolder()
    left = try StoreURL(folder.path("left.sqlite")).open()
    right = try StoreURL(folder.path("right.sqlite")).open()
  }

  /// Small enough that a few hundred rows are cut into ranges of ranges.
  private var limits: ComparisonLimits {
    var limits = ComparisonLimits(listedRows: 5)
    limits.heldRows = 20
    limits.ranges = 6
    limits.rowsInRange = 4
    return limits
  }

  private func create(_ collections: CollectionSchema..., rows: Int = 300) throws {
    for store in [left, right] {
      try store.transaction(.structure) { session in
        for collection in collections { try session.apply(.createCollection(collection)) }
      }
      try store.transaction { session in
        for number in 0..<rows {
          for collection in collections {
            switch collection.name {
            case "visits":
              try session.execute(
                "INSERT INTO visits VALUES ($1, $2, $3, $4)",
                [
                  .text("v\(number * 7919 % 1000)-\(number)"), .text("/\(number)"),
                  .text("\(number).50"), .text("{\"a\": 1, \"b\": \(number)}"),
                ])
            case "events":
              try session.execute(
                "INSERT INTO events VALUES ($1, $2)",
                [.text("kind \(number % 7)"), .int(Int64(number % 11))])
            default:
              try session.execute(
                "INSERT INTO readings VALUES ($1, $2, $3)",
                [.text("s\(number % 5)"), .int(Int64(number - 100)), .float(Double(number) / 3)])
            }
          }
        }
      }
    }
  }

  private func compare(_ names: String...) throws -> DatabaseComparison {
    try DatabaseComparison(of: left, with: right, collections: names, limits: limits)
  }

  private func change(_ sql: String, in store: any Store) throws {
    try store.transaction { try $0.executeScript(sql) }
  }

  private func rows(of comparison: DatabaseComparison) -> [String] {
    comparison.collections.flatMap(\.rows).map { row in
      let name = row.name.map { "\($0.column)=\($0.value)" }.joined(separator: " ")
      return "\(row.kind) \(row.count) \(name)"
    }
  }

  @Test
  func `equal databases are equal, and each row is read once`() throws {
    try create(Self.visits, Self.events, Self.readings)
    let found = try compare()
    #expect(found.isEqual)
    #expect(found.collections.map(\.name) == ["events", "readings", "visits"])
    #expect(found.collections.map(\.left) == [300, 300, 300])
    #expect(found.collections.map(\.rowsRead) == [600, 600, 600])
    #expect(found.collections.map(\.rangesDiffering) == [0, 0, 0])
  }

  @Test
  func `the spelling of decimals and JSON makes no difference`() throws {
    try create(Self.visits, rows: 40)
    try change(
      "UPDATE visits SET cost = cost || '0', details = replace(details, '\"a\": 1,', '\"a\":1.0 ,')",
      in: right)
    #expect(try compare().isEqual)
  }

  @Test
  func `one changed row of many is found with its key and columns, near it only`() throws {
    try create(Self.visits)
    try change("UPDATE visits SET page = 'x', cost = '0.1' WHERE page = '/123'", in: right)
    let found = try compare()
    #expect(rows(of: found) == [#"changed(columns: ["cost", "page"]) 1 id=v37-123"#])
    let collection = try #require(found.collections.first)
    #expect(collection.changed == 1 && collection.onlyLeft == 0 && collection.onlyRight == 0)
    #expect(collection.rowsRead < 600 + 150)
  }

  @Test
  func `a row that is only on one side is found on that side`() throws {
    try create(Self.visits)
    try change("DELETE FROM visits WHERE page = '/77'", in: right)
    try change("INSERT INTO visits VALUES ('v0-new', '/new', '1', NULL)", in: right)
    let found = try compare()
    #expect(
      rows(of: found) == [
        "only(SeedbedStore.ComparedSide.right) 1 id=v0-new",
        "only(SeedbedStore.ComparedSide.left) 1 id=v763-77",
      ])
  }

  @Test(arguments: 0..<100)
  func `one row changed, deleted or doubled is found, wherever it is`(number: Int) throws {
    try create(Self.visits, Self.events, Self.readings, rows: 100)
    let (kind, size) = ("kind \(number % 7)", number % 11)
    let side = number % 2 == 0 ? left : right
    let event = "SELECT min(rowid) FROM events WHERE kind = '\(kind)' AND size = \(size)"
    switch number % 3 {
    case 0:
      try change(
        """
        UPDATE visits SET details = '{"a":1}' WHERE page = '/\(number)';
        UPDATE events SET size = 99 WHERE rowid = (\(event));
        UPDATE readings SET value = value + 1 WHERE number = \(number - 100)
        """, in: side)
    case 1:
      try change(
        """
        DELETE FROM visits WHERE page = '/\(number)';
        DELETE FROM events WHERE rowid = (\(event));
        DELETE FROM readings WHERE number = \(number - 100)
        """, in: side)
    default:
      try change(
        """
        INSERT INTO visits SELECT id || 'b', page, cost, details FROM visits
        WHERE page = '/\(number)';
        INSERT INTO events VALUES ('\(kind)', \(size));
        INSERT INTO readings SELECT sensor, number + 1000, value FROM readings
        WHERE number = \(number - 100)
        """, in: side)
    }
    let found = try compare()
    let events = found.collections[0]
    #expect(events.differing == (number % 3 == 0 ? 2 : 1))
    #expect(events.onlyLeft + events.onlyRight == events.differing)
    #expect(found.collections[1].differing == 1)
    #expect(found.collections[2].differing == 1)
  }

  @Test
  func `without a key, rows are known by their content and counted`() throws {
    try create(Self.events, rows: 60)
    try change("INSERT INTO events VALUES ('new', 1), ('new', 1)", in: left)
    let found = try compare()
    #expect(rows(of: found) == ["only(SeedbedStore.ComparedSide.left) 2 kind=new size=1"])
    #expect(found.collections.first?.key == [])
  }

  @Test
  func `thousands of equal rows take no more room than one`() throws {
    try create(Self.events, rows: 0)
    for (store, count) in [(left, 2000), (right, 2001)] {
      try change(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
        INSERT INTO events SELECT 'same', 1 FROM n
        """, in: store)
    }
    #expect(
      try rows(of: compare()) == ["only(SeedbedStore.ComparedSide.right) 1 kind=same size=1"])
  }

  @Test
  func `everything differs: all is counted, the first rows are listed`() throws {
    try create(Self.visits)
    try change("UPDATE visits SET page = page || '/'", in: right)
    let found = try #require(try compare().collections.first)
    #expect(found.changed == 300)
    #expect(found.rows.count == 5)
  }

  @Test
  func `an empty collection beside a full one is told row by row`() throws {
    try create(Self.visits, Self.readings)
    try change("DELETE FROM visits", in: left)
    try change("DELETE FROM readings", in: right)
    let found = try compare()
    #expect(found.collections.map(\.onlyLeft) == [300, 0])
    #expect(found.collections.map(\.onlyRight) == [0, 300])
  }

  @Test
  func `a key that is no ordered one still names the rows`() throws {
    let rates = CollectionSchema(
      name: "rates",
      columns: [
        .init(name: "rate", type: .decimal(precision: 8, scale: 2), isPrimaryKey: true),
        .init(name: "name", type: .text),
      ])
    try create(rates, rows: 0)
    for (store, zero) in [(left, ""), (right, "0")] {
      try change(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
        INSERT INTO rates SELECT i || '.5\(zero)', 'rate ' || i FROM n
        """, in: store)
    }
    #expect(try compare().isEqual)
    try change("UPDATE rates SET name = 'other' WHERE rate = '77.50'", in: right)
    #expect(try rows(of: compare()) == [#"changed(columns: ["name"]) 1 rate=77.5"#])
  }

  @Test
  func `a database that sorts by other rules is compared all the same`() throws {
    for store in [left, right] {
      try store.transaction {
        try $0.executeScript(
          """
          CREATE TABLE words (word TEXT COLLATE NOCASE PRIMARY KEY, size INT);
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
          INSERT INTO words
          SELECT CASE i % 2 WHEN 0 THEN 'Word ' ELSE 'word ' END || i, i FROM n;
          INSERT INTO words VALUES (NULL, 1), (NULL, 2);
          """)
      }
    }
    #expect(try compare().isEqual)
    try change("UPDATE words SET size = 0 WHERE word = 'word 101'", in: right)
    #expect(try rows(of: compare()) == [#"changed(columns: ["size"]) 1 word=word 101"#])
  }

  @Test
  func `structures that differ are told, and what is left is compared`() throws {
    try create(Self.visits, Self.events, rows: 10)
    try left.transaction(.structure) { session in
      try session.apply(
        .addColumn(.init(name: "host", type: .text, isNullable: true), to: "visits"))
      try session.apply(.dropColumn("size", from: "events"))
      try session.apply(
        .addColumn(.init(name: "size", type: .text, defaultValue: .value("1")), to: "events"))
      try session.apply(.createCollection(Self.readings))
    }
    let found = try compare()
    #expect(
      found.structure == [
        .type(of: "size", in: "events", left: .text, right: .int),
        .collection("readings", onlyOn: .left, records: 0),
        .column("host", of: "visits", onlyOn: .left),
      ])
    #expect(found.collections.allSatisfy { $0.differing == 0 })
    #expect(!found.isEqual)
  }

  @Test
  func `a collection that is in neither database is a mistake of the command line`() throws {
    try create(Self.visits, rows: 1)
    #expect {
      _ = try compare("visit")
    } throws: { error in
      let diagnostic = error as? Diagnostic
      return diagnostic?.message == "neither database has a collection 'visit'"
        && diagnostic?.help == "did you mean 'visits'?"
    }
  }
}

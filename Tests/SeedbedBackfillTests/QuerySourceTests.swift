import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Rows of other databases.
struct QuerySourceTests {
  private static let rowsOf = "SELECT id, page, duration, cost FROM visits ORDER BY id"

  /// A project beside an SQLite file made by `sql`.
  private func project(_ sql: String) throws -> TestProject {
    let project = try TestProject()
    try change(project, sql)
    return project
  }

  private func change(_ project: TestProject, _ sql: String) throws {
    let source = try SQLiteStore(path: project.path + "/history/data/shop.sqlite")
    try source.transaction { try $0.executeScript(sql) }
    try source.close()
  }

  private static let seen = """
    CREATE TABLE seen (id TEXT PRIMARY KEY, page TEXT, duration INTEGER, cost REAL);
    INSERT INTO seen VALUES ('b', '/b', NULL, 0.1), ('a', '/a "q" \\', 10, 1.10);
    """

  private func specification(_ source: String) -> String {
    """
    backfill: test
    target: visits
    source: {format: sqlite, files: [data/shop.sqlite], \(source)}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}, cost: {from: cost}}
    rejects: {max: 10}
    """
  }

  @Test(arguments: [
    "table: seen", "table: seen, order_by: [id]",
    #"query: "SELECT * FROM seen; ", order_by: [id]"#,
    #"query: "SELECT *, page || id AS both FROM seen", order_by: [both, id]"#,
  ])
  func `a table or a query of an sqlite file is a source`(source: String) throws {
    let project = try project(Self.seen)
    let outcome = try project.load(specification(source), batch: 1)
    #expect(outcome.failure == nil)
    #expect(try project.rows(Self.rowsOf) == [#"a|/a "q" \|10|1.10"#, "b|/b|null|0.10"])
  }

  @Test func `a file that grew goes on, and one that was changed does not`() throws {
    let project = try project(Self.seen)
    #expect(try project.load(specification("table: seen")).counts.loaded == 2)
    #expect(try project.load(specification("table: seen")).counts.read == 0)
    try change(project, "INSERT INTO seen VALUES ('c', '/c', 1, 1)")
    #expect(try project.load(specification("table: seen")).counts.loaded == 1)
    try change(project, "UPDATE seen SET page = '/x' WHERE id = 'b'")
    let problem = #expect(throws: Diagnostics.self) {
      try project.load(specification("table: seen"))
    }
    #expect(problem?.items.map(\.code) == [.backfillChanged])
  }

  @Test func `a killed run goes on at the row it reached`() throws {
    let rows = (0..<50).map { "('k\($0)', '/p', \($0), 0)" }.joined(separator: ",")
    let project = try project(
      "CREATE TABLE seen (id TEXT, page TEXT, duration INTEGER, cost REAL);"
        + "INSERT INTO seen VALUES \(rows)")
    #expect(throws: KillingLock.Killed.self) {
      try project.load(specification("table: seen"), batch: 7, lock: KillingLock(after: 3))
    }
    let outcome = try project.load(specification("table: seen"), batch: 9)
    #expect(outcome.counts.loaded == 29)
    #expect(outcome.totals.loaded == 50)
  }

  @Test func `a row that does not fit is a reject with the row as JSON`() throws {
    let project = try project(
      "CREATE TABLE seen (id, page, duration, cost);"
        + "INSERT INTO seen VALUES (1, '/a', 1, 0.001), (2, CAST(x'ff' AS TEXT), 1, 1),"
        + " (3, x'00ff', 1, 9e999)")
    let outcome = try project.load(specification("table: seen"))
    #expect(outcome.counts.rejected == 3)
    #expect(
      try project.rejects().map(\.code) == ["type.decimal-scale", "json.encoding", "type.decimal"])
    #expect(
      try project.rows("SELECT CAST(raw AS TEXT) FROM seedbed_backfill_rejects LIMIT 1") == [
        #"{"id":1,"page":"/a","duration":1,"cost":0.001}"# + "\n"
      ])
  }

  @Test func `the file is not written, nor anything beside it where the folder is closed`() throws {
    let project = try project(Self.seen)
    let folder = project.path + "/history/data"
    let before = try Data(contentsOf: URL(filePath: folder + "/shop.sqlite"))
    try project.load(specification("table: seen"))
    #expect(try Data(contentsOf: URL(filePath: folder + "/shop.sqlite")) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["shop.sqlite"])
  }

  @Test func `a damaged file gives rows or an error, never a crash`() throws {
    let rows = (0..<300).map { "('k\($0)', '/p', \($0), 0)" }.joined(separator: ",")
    let project = try project(
      "CREATE TABLE seen (id TEXT PRIMARY KEY, page TEXT, duration INTEGER, cost REAL);"
        + "INSERT INTO seen VALUES \(rows)")
    let sound = try Data(contentsOf: URL(filePath: project.path + "/history/data/shop.sqlite"))
    var outcomes: Set<Int> = []
    for place in stride(from: 0, to: sound.count, by: 331) {
      var damaged = sound
      damaged[place] ^= 0xFF
      if place % 2 == 0 { damaged = damaged.prefix(place) }
      try project.write(damaged, to: "data/damaged.sqlite")
      var count = 0
      do {
        let reader = try SQLiteFileReader(path: project.path + "/history/data/damaged.sqlite")
        try reader.forEachRow(of: reader.query(ofTable: "seen")) { _ in count += 1 }
        outcomes.insert(count)
      } catch {
        outcomes.insert(-1)
      }
    }
    #expect(outcomes.contains(-1))
    #expect(outcomes.contains(300))
  }

  @Test(arguments: [
    ("table: sen", "there is no table 'sen'; did you mean 'seen'?"),
    (#"query: "SELECT nothing FROM seen", order_by: [id]"#, "cannot run the query"),
    (#"query: "SELECT * FROM seen", order_by: [idd]"#, "cannot run the query"),
    (#"query: "DELETE FROM seen", order_by: [id]"#, "cannot run the query"),
    (#"query: "SELECT 1); DROP TABLE seen; SELECT (1", order_by: [id]"#, "cannot run the query"),
    (
      #"query: "SELECT id, page AS id FROM seen", order_by: [page]"#,
      "cannot run the query"
    ),
  ])
  func `a query that cannot be run is an error before anything is loaded`(
    source: String, message: String
  ) throws {
    let project = try project(Self.seen)
    let problem = #expect(throws: Diagnostic.self) { try project.load(specification(source)) }
    #expect(problem?.message.hasSuffix(message) == true)
    #expect(try project.rows("SELECT count(*) FROM visits") == ["0"])
  }

  @Test func `a file that is no database is an error`() throws {
    let project = try TestProject()
    try project.write("nothing of the kind, but long enough to be read", to: "data/shop.sqlite")
    let problem = #expect(throws: Diagnostic.self) {
      try project.load(specification("table: seen"))
    }
    #expect(problem?.message.contains("cannot read the database ") == true)
  }

  @Test(arguments: [
    (
      "format: sqlite, files: [x], query: SELECT 1",
      "a query needs 'order_by', so that a run can go on where it stopped"
    ),
    ("format: sqlite, files: [x]", "sqlite has one of 'table' and 'query'"),
    ("format: sqlite, table: a", "'files' names no file"),
    ("format: postgres, query: SELECT 1, order_by: [id]", "postgres has a 'url'"),
    ("format: postgres, url: x, table: y", "postgres has no tables, so no 'table'"),
    (
      #"format: postgres, url: "${U}", query: q, order_by: [id], files: [x]"#,
      "postgres has no 'files'; it has a 'url' and a 'query'"
    ),
  ])
  func `what is missing or does not belong is said`(source: String, message: String) throws {
    let project = try TestProject()
    let found = problems {
      try project.plan(
        """
        backfill: test
        target: visits
        source: {\(source)}
        map: {id: {from: id}, page: {from: page}}
        """)
    }
    #expect(found.contains { $0.hasSuffix(message) })
  }
}

@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresSourceTests {
  private static let specification = """
    backfill: test
    target: visits
    source:
      format: postgres
      url: ${SHOP_URL}
      query: SELECT * FROM seen WHERE page <> '/hidden';
      order_by: [id]
    map:
      id: {from: id}
      page: {from: page}
      visited_at: {from: at, format: iso8601}
      cost: {from: cost}
      is_member: {from: member}
      metadata: {from: extra}
    """

  private func plan(
    _ project: TestProject, _ environment: [String: String]
  ) throws -> BackfillPlan {
    try project.write(Self.specification, to: "backfill.yaml")
    return try BackfillPlan(
      for: BackfillFolder(at: project.path + "/history").named([])[0],
      schema: project.store.read { try $0.schema() }, environment: environment)
  }

  private func load(_ project: TestProject, _ url: String) throws -> BackfillOutcome {
    try BackfillRun(
      on: project.store, lock: FreeLock(), options: .init(batchSize: 2),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(plan(project, ["SHOP_URL": url]))
  }

  @Test func `a query of postgres is a source that goes on where it stopped`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let source = try PostgresStore(url: url)
    defer { try? source.close() }
    try source.transaction { session in
      try session.executeScript(
        """
        CREATE TABLE seen (id text, page text, at timestamptz, cost numeric, member bool, extra jsonb);
        INSERT INTO seen VALUES ('b', E'/b\\t"q"', '2026-01-02 03:04:05.678901+02', 12345678.90,
          true, '{"n": 1.50}'), ('a', '/hidden', now(), 1, false, null),
          ('c', '/c', '2026-01-02T00:00:00Z', 0.10, null, '[1]');
        """)
    }
    let project = try TestProject()
    let outcome = try load(project, url)
    #expect(outcome.failure == nil)
    let sql = "SELECT id, page, visited_at, cost, is_member, metadata FROM visits ORDER BY id"
    #expect(
      try project.rows(sql) == [
        "b|/b\t\"q\"|2026-01-02T01:04:05.678901Z|12345678.90|1|{\"n\":1.50}",
        "c|/c|2026-01-02T00:00:00.000000Z|0.10|null|[1]",
      ])
    #expect(try load(project, url).counts.read == 0)
    try source.transaction { session in
      try session.executeScript("INSERT INTO seen VALUES ('d', '/d', now(), 1, true, null)")
    }
    #expect(try load(project, url).counts.loaded == 1)
    try source.transaction { try $0.executeScript("DELETE FROM seen WHERE id = 'b'") }
    #expect(throws: Diagnostics.self) { try load(project, url) }
  }

  @Test func `an address that is not set is an error that names the variable`() throws {
    let project = try TestProject()
    #expect(problems { try plan(project, [:]) } == ["5:8: SHOP_URL is not set"])
  }
}

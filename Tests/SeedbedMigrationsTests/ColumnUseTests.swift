import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// A column that something else names stays, on both engines.
@Suite(.blocking)
struct ColumnUseTests {
  private static let ranges = """
    about: Ranges
    up:
      - create_collection: {name: p, columns: {id: {type: int, primary_key: true}}}
      - create_collection:
          name: ranges
          columns:
            id: {type: text, primary_key: true}
            low: {type: int, nullable: true, check: "low > 0"}
            high: {type: int, nullable: true, check: "high >= low"}
            code: {type: text, nullable: true, unique: true}
            kind: {type: enum, values: [a, b], default: a}
            p_id: {type: int, nullable: true, references: p.id}
            live: {type: bool, default: true}
            "n m": {type: int, nullable: true}
      - sql: {sqlite: SQL, postgres: SQL}
    """

  private static func drop(_ column: String) -> String {
    "about: Drop\nup:\n  - drop_column: {table: ranges, name: \(column)}\n"
  }

  @Test func `a check of another column is named in the files`() throws {
    let project = try MigrationProject([
      "1": Self.ranges.replacing("SQL", with: "skip"), "2": Self.drop("low"),
    ])
    #expect(
      project.problems().contains(
        "'low' is named in the check of 'high'; change or drop that first"))
    try project.write(
      "about: b\nup:\n  - rename_column: {table: ranges, from: low, to: least}\n", to: "2")
    try project.write(Self.drop("least"), to: "3")
    #expect(project.problems().contains("'least' is named in the check of 'high'"))
    try project.write(Self.drop("high"), to: "3")
    #expect(project.problems() == "")
  }

  @Test(arguments: [
    ("CREATE UNIQUE INDEX u ON ranges (id) WHERE live", "live", "index u"),
    ("CREATE INDEX u ON ranges (id, live)", "live", "index u"),
    ("CREATE INDEX u ON ranges (coalesce(\"n m\", 0))", "n m", "index u"),
    ("CREATE VIEW v AS SELECT live FROM ranges", "live", "view v"),
  ])
  func `what the database has besides is named and nothing changed`(
    sql: String, column: String, use: String
  ) throws {
    let project = try MigrationProject([
      "1": Self.ranges.replacing("SQL", with: "'\(sql)'"), "2": Self.drop("\"\(column)\""),
    ])
    for store in try project.stores() {
      let failure = try #require(try project.apply(to: store).failure)
      #expect(
        failure.cause?.hasPrefix("ranges.\(column) is named in the \(use)") == true, "\(failure)")
      #expect(failure.help == "nothing was changed; change or drop that first")
      #expect(try store.collection("ranges")?.column(column) != nil)
    }
  }

  @Test(arguments: ["high", "code", "kind", "p_id", "live"])
  func `what is the column's own goes with it`(column: String) throws {
    let project = try MigrationProject([
      "1": Self.ranges.replacing("SQL", with: "CREATE INDEX live ON ranges (id)"),
      "2": Self.drop(column),
    ])
    for store in try project.stores() {
      #expect(try project.apply(to: store).failure == nil)
      #expect(try store.collection("ranges")?.column(column) == nil)
    }
  }

  @Test func `the conditions of a table that SQL made are read`() throws {
    let project = try MigrationProject()
    let store = try project.store()
    try store.transaction(.structure) {
      try $0.executeScript(
        """
        CREATE TABLE t (id INTEGER PRIMARY KEY, a DECIMAL(10, 2) CHECK (a > 0), b INT AS (a * 2),
          c INT, d TEXT REFERENCES o (c), CONSTRAINT "c" CHECK (c < a), -- e (
          UNIQUE (c, d))
        """)
    }
    func problem(_ column: String) throws -> String? {
      let problem = #expect(throws: Diagnostic.self) {
        try store.transaction(.structure) { try $0.apply(.dropColumn(column, from: "t")) }
      }
      return problem?.message
    }
    #expect(
      try problem("a")
        == "t.a is named in the definition of 'b', in a condition of the table: CONSTRAINT \"c\" CHECK (c < a)"
    )
    #expect(
      try problem("d") == "t.d is named in a condition of the table: UNIQUE (c, d)")
  }
}

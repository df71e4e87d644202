import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

/// What is known of tables after an `sql` step.
struct SQLReachTests {
  private static let start = """
    about: A table, and what SQL makes of it
    up:
      - create_collection: {name: a, columns: {id: {type: int, primary_key: true}, n: {type: text}}}
      - create_collection: {name: b, columns: {id: {type: int, primary_key: true}}}
      - sql: {sqlite: "TEXT", postgres: "TEXT"}
    """

  private func problems(after sql: String, _ steps: String) throws -> String {
    try MigrationProject([
      "1": Self.start.replacing("TEXT", with: sql), "2": "about: More\nup:\n\(steps)\n",
    ]).problems()
  }

  @Test(arguments: [
    "  - create_index: {table: a, columns: [nick]}",
    "  - update: {table: a, set: {nick: n}}",
    "  - drop_column: {table: a, name: nick}",
    "  - create_index: {table: made, columns: [x]}",
    "  - rename_collection: {from: made, to: c}\n  - add_column: {table: c, name: y, type: int, nullable: true}",
    "  - create_collection: {name: d, columns: {m: {type: int, primary_key: true, references: made.id}}}",
  ])
  func `what SQL may have made is not refused`(steps: String) throws {
    #expect(
      try problems(
        after: "ALTER TABLE a ADD COLUMN nick TEXT; CREATE TABLE made (id int, x int)", steps) == ""
    )
  }

  @Test func `tables that no SQL names are known as before`() throws {
    let sql = "ALTER TABLE a ADD COLUMN nick TEXT"
    #expect(
      try problems(after: sql, "  - create_index: {table: b, columns: [nick]}")
        .contains("'nick' is not a column of b"))
    #expect(
      try problems(after: sql, "  - create_index: {table: other, columns: [nick]}")
        .contains("there is no collection 'other'"))
    #expect(
      try problems(
        after: "DO $$ BEGIN EXECUTE format('x') $$",
        "  - create_index: {table: other, columns: [n]}")
        == "")
  }

  @Test func `a collection that refers to one SQL made is known itself`() throws {
    let steps = """
        - create_collection: {name: d, columns: {m: {type: int, primary_key: true, references: made.id}}}
        - create_index: {table: d, columns: [o]}
      """
    #expect(
      try problems(after: "CREATE TABLE made (id int)", steps).contains("'o' is not a column of d"))
  }

  @Test func `SQLite's portable types follow what SQL does`() throws {
    let project = try MigrationProject([
      "1": """
      about: Types
      up:
        - create_collection:
            name: a
            columns:
              id: {type: int, primary_key: true}
              at: {type: timestamp, nullable: true}
              kind: {type: enum, values: [x, y], default: x}
              sum: {type: "decimal(10,2)", nullable: true}
              gone: {type: date, nullable: true}
        - sql:
            postgres: skip
            sqlite: |
              ALTER TABLE a RENAME TO b;
              ALTER TABLE b RENAME COLUMN "at" TO "made";
              ALTER TABLE b DROP COLUMN gone;
              ALTER TABLE b ADD COLUMN nick TEXT;
              CREATE TABLE c (id INTEGER NOT NULL PRIMARY KEY, made TEXT, sum TEXT,
                kind TEXT CHECK (kind IN ('x', 'y', 'it''s')), nick TEXT);
              INSERT INTO c (id, made, kind, sum) SELECT id, made, kind, sum FROM b;
              DROP TABLE b;
              ALTER TABLE c RENAME TO b;
      """
    ])
    let store = try project.store()
    #expect(try project.apply(to: store).failure == nil)
    let types = try store.collection("b")?.columns.map { "\($0.name) \($0.type)" }
    #expect(
      types == [
        "id bigint", "made timestamp", "sum decimal(10,2)", "kind enum(x, y, it's)", "nick text",
      ])
    #expect(try store.collection("a") == nil)
  }
}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// What an `sql` step may leave behind, on both engines.
@Suite(.blocking)
struct MigrationSQLTests {
  private static func step(_ sql: String) -> String {
    "about: A step\nup:\n  - sql: {sqlite: \"\(sql)\", postgres: \"\(sql)\"}\n"
  }

  private static let parents = """
    about: Parents and children
    up:
      - create_collection: {name: p, columns: {id: {type: int, primary_key: true}}}
      - create_collection:
          name: c
          columns:
            id: {type: int, primary_key: true}
            p_id: {type: int, nullable: true, references: p.id, on_delete: cascade}
      - sql:
          sqlite: INSERT INTO c VALUES (1, 1); INSERT INTO p VALUES (1), (2)
          postgres: INSERT INTO c VALUES (1, 1); INSERT INTO p VALUES (1), (2)
    """

  private func values(_ store: any Store, _ sql: String) throws -> [[String]] {
    try store.read { try $0.rows(sql) }.map { $0.values.map(\.description) }
  }

  @Test func `a statement that ends the transaction is found before anything runs`() throws {
    let project = try MigrationProject(["1": Self.step("CREATE TABLE x(id int); COMMIT")])
    #expect(
      project.problems().hasPrefix(
        "1.yaml:3:44: COMMIT would end or divide the transaction of the migration"))
    try project.write(
      "about: x\nup:\n  - sql: {sqlite: skip, postgres: SELECT 1, down: {sqlite: skip, postgres: ABORT}}",
      to: "1")
    #expect(project.problems().contains("ABORT would end or divide the transaction"))
  }

  @Test func `a failing statement is shown on its own line`() throws {
    let project = try MigrationProject([
      "1": """
      about: Long
      up:
        - sql:
            sqlite: &text |
              CREATE TABLE x (id int);
              -- the next one fails
              INSERT INTO x
                SELECT id FROM nowhere;
            postgres: *text
      """
    ])
    for store in try project.stores() {
      let failure = try #require(try project.apply(to: store).failure)
      #expect(failure.location?.line == (store.engine == .sqlite ? 7 : 8))
      #expect(failure.cause?.contains("in: INSERT INTO x SELECT id FROM nowhere") == true)
      #expect(try store.collections() == [])
    }
  }

  @Test func `rows are deleted with their children`() throws {
    let project = try MigrationProject([
      "1": Self.parents, "2": Self.step("DELETE FROM p WHERE id = 1"),
    ])
    for store in try project.stores() {
      #expect(try project.apply(to: store).failure == nil)
      #expect(try values(store, "SELECT id FROM c") == [])
    }
  }

  @Test func `rows and structure change in one migration, in any order`() throws {
    let project = try MigrationProject([
      "1": Self.parents,
      "2": """
      about: Both
      up:
        - add_column: {table: c, name: q_id, type: int, nullable: true, references: p.id}
        - update: {table: c, set: {q_id: "p_id"}}
        - create_index: {table: c, columns: [q_id]}
        - sql:
            sqlite: &both UPDATE c SET q_id = 2; CREATE INDEX more ON c (p_id, q_id); DELETE FROM p WHERE id = 1
            postgres: *both
        - add_column: {table: c, name: note, type: text, nullable: true}
      """,
    ])
    for store in try project.stores() {
      #expect(try project.apply(to: store).failure == nil)
      #expect(try values(store, "SELECT count(*) FROM p") == [["1"]])
    }
  }

  @Test func `rows that break a reference are named where the structure changes`() throws {
    let project = try MigrationProject([
      "1": Self.parents,
      "2": Self.step("UPDATE c SET p_id = 9; CREATE INDEX more ON c (p_id)"),
    ])
    for store in try project.stores() {
      let failure = try #require(try project.apply(to: store).failure)
      let words = store.engine == .sqlite ? "id '1', p_id '9'" : "Key (p_id)=(9) is not present"
      #expect(failure.description.contains(words), "\(failure)")
    }
  }

  @Test func `temporary tables end with their step`() throws {
    let project = try MigrationProject([
      "1": Self.parents,
      "2": """
      about: Hidden
      up:
        - sql:
            sqlite: &hidden CREATE TEMP TABLE c2 AS SELECT * FROM c; CREATE TEMPORARY TABLE c (id int)
            postgres: *hidden
        - update: {table: c, set: {p_id: "2"}}
      """,
    ])
    for store in try project.stores() {
      #expect(try project.apply(to: store).failure == nil)
      #expect(try values(store, "SELECT p_id FROM c") == [["2"]])
    }
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted))
  func `what a step sets in a session ends with it`() throws {
    let project = try MigrationProject([
      "1": """
      about: A dump
      up:
        - sql:
            sqlite: skip
            postgres: |
              \\restrict abc
              SET statement_timeout = 0; SET lock_timeout = 0;
              SELECT pg_catalog.set_config('search_path', '', false);
              SET timezone = 'Asia/Tokyo'; PREPARE one AS SELECT 1;
              CREATE ROLE seedbed_test_lesser; SET ROLE seedbed_test_lesser; RESET ROLE;
              CREATE TABLE public.x (id integer, "at" timestamptz);
              COPY public.x (id, "at") FROM stdin;
              1\\t2026-01-01 00:00:00+00
              2\\t\\\\N
              \\.
              DROP ROLE seedbed_test_lesser;
              CREATE SCHEMA other; SET search_path = other; CREATE TABLE t (x int);
              \\unrestrict abc
        - create_collection: {name: z, columns: {id: {type: id, primary_key: true}}}
      """.replacing("\\t", with: "\t").replacing("\\\\", with: "\\").replacing(
        "\\\\N", with: "\\N"),
      "2":
        "about: b\nup:\n  - create_collection: {name: b, columns: {id: {type: id, primary_key: true}}}",
    ])
    let store = try PostgresStore(url: TemporaryPostgres.shared.get().database())
    #expect(try project.apply(to: store).failure == nil)
    #expect(try store.history().map(\.id) == ["1", "2"])
    #expect(
      try values(
        store,
        """
        SELECT nspname || '.' || relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relname IN ('seedbed_migrations', 't', 'z', 'b') ORDER BY relname
        """) == [["public.b"], ["public.seedbed_migrations"], ["other.t"], ["public.z"]])
    #expect(
      try values(store, "SELECT id, \"at\" FROM x ORDER BY id").first?.last
        == "2026-01-01T00:00:00.000000Z")
    #expect(try values(store, "SELECT count(*) FROM pg_prepared_statements") == [["0"]])
  }
}

import SeedbedStore
import Testing

@testable import SeedbedStore

struct SQLScriptTests {
  private func texts(_ sql: String, _ engine: StoreEngine = .postgres) -> [String] {
    SQLScript(sql, for: engine).statements.map(\.text)
  }

  private func problems(
    _ sql: String, _ engine: StoreEngine = .postgres, isAlone: Bool = false
  ) -> [String] {
    SQLScript(sql, for: engine).problems(on: engine, isAlone: isAlone).map(\.message)
  }

  @Test func `statements end at semicolons outside of quotes and comments`() {
    #expect(
      texts("SELECT 'a;''b'; -- c;\nSELECT \"d;\"; /* e; /* f; */ g; */ SELECT 1;;")
        == ["SELECT 'a;''b'", "SELECT \"d;\"", "SELECT 1"])
  }

  @Test func `comments hold no others on SQLite`() {
    #expect(
      texts("/* a /* b */ SELECT `c;`, [d;]; SELECT 2", .sqlite)
        == ["SELECT `c;`, [d;]", "SELECT 2"])
  }

  @Test func `a backslash escapes in E texts alone`() {
    #expect(
      texts("SELECT E'a\\';b'; SELECT 'c\\'; d") == ["SELECT E'a\\';b'", "SELECT 'c\\'", "d"])
  }

  @Test func `a text between dollars is one text`() {
    let function = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$ SELECT 1; $$;$$ $b$"
    #expect(
      texts("\(function); SELECT $1, a$b$c; SELECT $$;$$") == [
        function, "SELECT $1, a$b$c", "SELECT $$;$$",
      ])
  }

  @Test func `the body of a function is part of its statement`() {
    let function = """
      CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END
      """
    #expect(texts("\(function); SELECT 3") == [function, "SELECT 3"])
    let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)"
    #expect(texts("\(rule); SELECT 3") == [rule, "SELECT 3"])
  }

  @Test func `the body of a trigger is part of its statement`() {
    let trigger = """
      CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM b; END
      """
    #expect(texts("\(trigger); SELECT 3", .sqlite) == [trigger, "SELECT 3"])
  }

  @Test func `rows follow a copy`() {
    let script = SQLScript("COPY t (a) FROM stdin;\n1;\t'\n\\.\nSELECT 1;", for: .postgres)
    #expect(script.statements.map(\.rows) == ["1;\t'\n", nil])
    #expect(script.statements.map(\.text) == ["COPY t (a) FROM stdin", "SELECT 1"])
  }

  @Test func `a statement knows where it begins`() {
    #expect(SQLScript("é;\n -- x\n SELECT", for: .sqlite).statements.map(\.offset) == [0, 11])
  }

  @Test func `what is not closed reaches to the end`() {
    for text in [
      "SELECT 'a;", "SELECT $a$;", "SELECT \"a;", "SELECT 1 /* ;", "CREATE FUNCTION f BEGIN ;",
    ] {
      #expect(texts(text).count == 1)
    }
    #expect(texts("  ; -- nothing\n").isEmpty)
  }

  @Test(arguments: [
    "BEGIN", "begin transaction", "COMMIT", "END", "ROLLBACK", "rollback to x", "SAVEPOINT x",
    "RELEASE x", "/* a */ COMMIT /* b */ AND CHAIN",
  ])
  func `no statement ends or divides the transaction`(sql: String) {
    for engine in StoreEngine.allCases {
      #expect(problems("SELECT 1; \(sql)", engine).count == 1)
      #expect(problems(sql, engine, isAlone: true).count == 1)
    }
  }

  @Test(arguments: [
    "START TRANSACTION", "ABORT", "PREPARE TRANSACTION 'a'", "COMMIT PREPARED 'a'",
    "SET TRANSACTION READ ONLY", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
    "\\connect other", "COPY t TO STDOUT", "VACUUM FULL t", "CREATE INDEX CONCURRENTLY ON t (a)",
    "REINDEX TABLE CONCURRENTLY t", "CREATE DATABASE d", "ALTER SYSTEM SET a = 1",
  ])
  func `nor does PostgreSQL run these in one`(sql: String) {
    #expect(problems(sql).count == 1)
  }

  @Test(arguments: [
    "ATTACH 'x' AS y", "DETACH y", "PRAGMA foreign_keys = OFF", "PRAGMA main.synchronous(1)",
    "VACUUM", "PRAGMA journal_mode = DELETE", "PRAGMA legacy_alter_table=ON",
  ])
  func `nor does SQLite run these in one`(sql: String) {
    #expect(problems(sql, .sqlite).count == 1)
  }

  @Test func `the rest is left to the engine`() {
    let statements = """
      CREATE TABLE "COMMIT" (a text DEFAULT 'COMMIT'); SET search_path = a; SET LOCAL role = b;
      PREPARE p AS SELECT 1; REFRESH MATERIALIZED VIEW CONCURRENTLY v; SET CONSTRAINTS ALL DEFERRED;
      DO $$ BEGIN COMMIT; END $$; \\restrict a
      """
    #expect(problems(statements) == [])
    #expect(problems("PRAGMA user_version = 3; PRAGMA table_info(a)", .sqlite) == [])
    #expect(problems("PRAGMA journal_mode = WAL", .sqlite, isAlone: true) == [])
    #expect(problems("DROP INDEX CONCURRENTLY i", isAlone: true) == [])
  }

  @Test func `outside a transaction there is one statement`() {
    #expect(
      problems("VACUUM; ANALYZE", isAlone: true)
        == ["a step outside a transaction is one statement, and this is another"])
  }

  @Test func `the columns a condition names are found, and renamed`() {
    let condition = "high >= \"low\" AND Low('low') > 1 OR LOW IS NULL -- low"
    #expect(SQLNames.names("low", in: condition))
    #expect(!SQLNames.names("lo", in: condition))
    #expect(
      SQLNames.renaming("low", to: "least", in: condition)
        == "high >= \"least\" AND Low('low') > 1 OR \"least\" IS NULL -- low")
  }
}

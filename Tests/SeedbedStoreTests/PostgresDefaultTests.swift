import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Defaults and generated columns of tables this product did not make.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresDefaultTests {
  private func column(_ definition: String) throws -> CollectionSchema.Column {
    let store = try PostgresStore(url: TemporaryPostgres.shared.get().database())
    try store.transaction {
      try $0.executeScript("CREATE TABLE t (n text, c \(definition), PRIMARY KEY (n))")
    }
    return try #require(try store.read { try $0.schema(of: "t") }?.column("c"))
  }

  @Test(arguments: [
    ("text DEFAULT 'it''s'", Value.text("it's")), ("varchar(9) DEFAULT 'a'", .text("a")),
    ("text DEFAULT 'a'::varchar", .text("a")), ("int DEFAULT -5", .int(-5)),
    ("int DEFAULT '7'", .int(7)), ("bool DEFAULT true", .bool(true)),
    ("float DEFAULT 1.5", .float(1.5)), ("text DEFAULT E'a\\\\b'", .text("a\\b")),
  ])
  func `a literal is read as its value`(definition: String, value: Value) throws {
    #expect(try column(definition).defaultValue == .value(value))
  }

  @Test(arguments: [
    "text DEFAULT current_user", "uuid DEFAULT gen_random_uuid()", "serial",
    "text DEFAULT ('a' || 'b')", "date DEFAULT current_date", "timestamptz DEFAULT now() + '1 day'",
    "timestamptz DEFAULT 'now'::text::timestamptz", "text[] DEFAULT ARRAY['a', 'b']",
  ])
  func `what the server computes is an expression`(definition: String) throws {
    guard case .expression = try column(definition).defaultValue else {
      Issue.record("\(definition) is read as a literal")
      return
    }
  }

  @Test func `a generated column is known, and left to the server`() throws {
    let store = try PostgresStore(url: TemporaryPostgres.shared.get().database())
    try store.transaction {
      try $0.executeScript(
        """
        CREATE TABLE t (id int PRIMARY KEY, n text,
          g text NOT NULL GENERATED ALWAYS AS (upper(n)) STORED)
        """)
    }
    let schema = try #require(try store.read { try $0.schema(of: "t") })
    #expect(schema.columns.map(\.isGenerated) == [false, false, true])
    for conflict in [InsertTarget.Conflict.fail, .keep, .update] {
      var batch = RowBatch(columnCount: 3)
      for value: Value in [.int(conflict == .fail ? 1 : 2), "a", "WRONG"] { batch.append(value) }
      let rows = batch
      let target = InsertTarget(schema: schema, columns: ["id", "n", "g"], conflict: conflict)
      let outcome = try store.transaction { try $0.insert(rows, into: target) }
      #expect(outcome.refused == [])
    }
    #expect(try store.read { try $0.rows("SELECT g FROM t") }.map { $0.text("g") } == ["A", "A"])
  }
}

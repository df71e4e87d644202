import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `PostgreSQL keeps the promises of a store`(check: StoreCheck) throws {
    let url = try TemporaryPostgres.shared.get().database()
    try check.run { try PostgresStore(url: "\(url)?lock_timeout=2s") }
  }

  @Test
  func `large objects are content, be there no table`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    try store.transaction { _ = try $0.rows("SELECT lo_from_bytea(0, 'a picture')") }
    let problem = #expect(throws: Diagnostic.self) { try TestMark.set("shop", on: store) }
    #expect(problem?.code == .testMarkRefused)
    #expect(problem?.message.contains(/holds the large object \d+ and has no test mark/) == true)
    try store.transaction { _ = try $0.rows("SELECT lo_unlink(oid) FROM pg_largeobject_metadata") }
    try TestMark.set("shop", on: store)
  }

  @Test(
    arguments: [
      ("FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "the function one()"),
      ("DOMAIN word AS text CHECK (VALUE <> '')", "the domain word"),
      ("TYPE mood AS ENUM ('glad', 'sad')", "the type mood"),
      ("TYPE pair AS (a integer, b integer)", "the type pair"),
      ("SEQUENCE numbers", "the sequence numbers"),
    ])
  func `what holds no rows is content, too`(definition: String, name: String) throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    let empty = try store.read { try $0.structure() }
    try store.transaction(.structure) { try $0.executeScript("CREATE \(definition)") }
    let problem = #expect(throws: Diagnostic.self) { try TestMark.set("shop", on: store) }
    #expect(problem?.code == .testMarkRefused)
    let filled = try store.read { try $0.structure() }
    #expect(StructureChanges(from: empty, to: filled).phrase == "created \(name)")
    let plain = name.split(separator: " ").last ?? ""
    #expect(problem?.message.contains("holds public.\(plain)") == true)
  }

  @Test
  func `rows are restored in the transaction in which a deferred trigger waits for them`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    let different = try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE orders (id integer PRIMARY KEY, item text);
        INSERT INTO orders VALUES (1, 'lamp');
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
        CREATE CONSTRAINT TRIGGER noted AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION note();
        """)
      try RowCopies.make(in: session)
      try session.execute("UPDATE orders SET item = 'sofa'")
      try RowCopies.restore(in: session)
      return try RowCopies.different(in: session)
    }
    #expect(different.isEmpty)
    #expect(
      try store.read { try $0.rows("SELECT item FROM orders").map(\.values) } == [[.text("lamp")]])
  }

  @Test
  func `what is defined otherwise has changed, in other schemas too`() throws {
    let store = try PostgresStore(url: try TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    func script(_ sql: String) throws {
      try store.transaction(.structure) { try $0.executeScript(sql) }
    }
    let trigger = """
      CREATE FUNCTION app.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
      CREATE TRIGGER noted BEFORE INSERT ON orders EXECUTE FUNCTION app.note();
      """
    try script(
      """
      CREATE SCHEMA app;
      CREATE TABLE orders (id integer);
      CREATE TABLE app.sums (id serial, total integer);
      CREATE TYPE mood AS ENUM ('glad', 'sad');
      """)
    let before = try store.read { try $0.structure() }
    try script(
      """
      \(trigger)
      ALTER TABLE app.sums ADD CHECK (total > 0);
      ALTER TYPE mood ADD VALUE 'calm';
      CREATE EXTENSION pgcrypto;
      CREATE TABLE app.days (id serial);
      CREATE SCHEMA archive;
      ALTER SEQUENCE app.sums_id_seq INCREMENT BY 5;
      CREATE RULE kept AS ON DELETE TO orders DO INSTEAD NOTHING;
      """)
    let between = try store.read { try $0.structure() }
    #expect(
      StructureChanges(from: before, to: between).phrase
        == """
        created the extension pgcrypto, the function app.note(), the schema archive, the table app.days, the \
        trigger noted of orders; altered the sequence app.sums_id_seq of app.sums, the table app.sums, the table \
        orders, the type mood
        """)
    try script("ALTER TABLE orders DISABLE TRIGGER noted")
    let after = try store.read { try $0.structure() }
    #expect(
      StructureChanges(from: between, to: after).phrase == "altered the trigger noted of orders")
  }
}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedGolden

/// What a proof in place leaves alone on a server, as the one who may do all and as one who may not.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresRightsTests {
  enum Role: CaseIterable { case superuser, ordinary }

  /// A database, and a role that owns what is in it.
  private final class Subject {
    let owner: PostgresStore
    let store: PostgresStore
    private let role: String

    init(as role: Role, _ script: String) throws {
      let url = try TemporaryPostgres.shared.get().database()
      let name = "rights_\(url.split(separator: "/").last ?? "")"
      owner = try PostgresStore(url: url)
      try owner.transaction(.structure) { session in
        try session.executeScript(
          "CREATE ROLE \(name) LOGIN; GRANT CREATE ON SCHEMA public TO \(name);")
      }
      store = try PostgresStore(
        url: role == .superuser ? url : url.replacing("//seedbed@", with: "//\(name)@"))
      self.role = name
      try store.transaction(.structure) { try $0.executeScript(script) }
    }

    func close() throws {
      try store.close()
      try owner.transaction(.structure) { session in
        try session.executeScript("DROP OWNED BY \(role) CASCADE; DROP ROLE \(role);")
      }
      try owner.close()
    }

    /// Every large object, with its bytes.
    func largeObjects() throws -> [String] {
      try owner.read { session in
        try session.rows(
          """
          SELECT oid || ' ' || encode(lo_get(oid), 'hex') AS line FROM pg_largeobject_metadata
          ORDER BY oid
          """
        ).compactMap { $0.text("line") }
      }
    }
  }

  @Test(
    arguments: Role.allCases,
    [
      ("BEFORE INSERT", "PERFORM lo_create(0); RETURN new"),
      ("BEFORE INSERT", "new.picture := lo_from_bytea(0, 'made'); RETURN new"),
      ("BEFORE DELETE", "PERFORM lo_unlink(old.picture); RETURN old"),
      ("BEFORE DELETE", "PERFORM lo_put(old.picture, 0, 'other'); RETURN old"),
    ])
  func `a table whose triggers change large objects keeps its rows, and the objects stay`(
    role: Role, trigger: (event: String, body: String)
  ) throws {
    let subject = try Subject(
      as: role,
      """
      CREATE TABLE pictures (id integer PRIMARY KEY, picture oid);
      INSERT INTO pictures SELECT n, lo_from_bytea(0, 'kept') FROM generate_series(1, 3) AS n;
      CREATE TABLE plain (id integer PRIMARY KEY);
      INSERT INTO plain VALUES (1), (2);
      CREATE FUNCTION changing() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN \(trigger.body); END $$;
      CREATE TRIGGER changing \(trigger.event) ON pictures
        FOR EACH ROW EXECUTE FUNCTION changing();
      """)
    let before = try subject.largeObjects()
    #expect(before.count == 3)
    let database = ProofDatabase(subject.store)
    let data = try #require(try database.data())
    try database.begin()
    let trial = ExchangeTrial(on: subject.store, of: data, seed: 1)
    #expect(try trial.reach().contains { $0.description.contains("pg_largeobject") })
    let hindrances = try trial.hindrances()
    #expect(hindrances.keys.sorted() == ["pictures"])
    #expect(hindrances["pictures"]?.contains("pg_largeobject") == true)
    var canaries = CanaryData(data, keeping: [], seed: 1)
    for state in [canaries.oneMore(), canaries.changed(factor: 3), canaries.empty()] {
      _ = try database.put(state, madeFrom: data, leaving: Set(hindrances.keys))
    }
    try database.putBack()
    #expect(try subject.largeObjects() == before)
    #expect(try database.data() == data)
    try subject.close()
  }

  @Test func `a table that a role may not read is left out, and so are those it refers to`() throws
  {
    let subject = try Subject(
      as: .ordinary,
      """
      CREATE TABLE items (id integer PRIMARY KEY);
      CREATE TABLE notes (id integer PRIMARY KEY, text text);
      INSERT INTO items VALUES (1), (2); INSERT INTO notes VALUES (1, 'a');
      """)
    try subject.owner.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE hidden (id integer PRIMARY KEY, item integer REFERENCES items);
        INSERT INTO hidden VALUES (7, 1);
        """)
    }
    let database = ProofDatabase(subject.store)
    let data = try #require(try database.data())
    #expect(data.collections.map(\.schema.name) == ["items", "notes"])
    #expect(try database.unreadable() == ["hidden"])
    #expect(try database.rowCount() == 3)
    try database.begin()
    let hindrances = try ExchangeTrial(on: subject.store, of: data, seed: 1).hindrances()
    #expect(hindrances.keys.sorted() == ["items"])
    #expect(hindrances["items"]?.contains("hidden") == true)
    let canaries = CanaryData(data, keeping: [], seed: 1)
    _ = try database.put(canaries.empty(), madeFrom: data, leaving: ["items", "hidden"])
    #expect(try database.data()?.collections.map(\.rows.count) == [2, 0])
    try database.putBack()
    #expect(try database.data() == data)
    try subject.close()
  }
}

import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// What a run remembers of a row is what the database holds, not what was sent.
@Suite(.blocking)
struct KeptRowTests {
  private static let specification = """
    backfill: test
    target: t
    source: {format: csv, files: [data.csv]}
    map: {id: {from: id}, name: {from: name}, at: {from: at}}
    rejects: {max: 5}
    """

  private func check(_ statements: [String], change: String, on store: any Store) throws {
    let project = try TestProject()
    try project.write(
      "id,name,at\n1,Ab,2024-01-31T08:15:30Z\n2,Cd,2024-01-31T08:15:31Z\n3,drop,2024-01-31T08:15:31Z\n",
      to: "data.csv")
    try store.transaction(.structure) { session in
      for statement in statements { try session.executeScript(statement) }
    }
    let specification = try project.specification(Self.specification)
    func plan() throws -> BackfillPlan {
      try BackfillPlan(for: specification, schema: store.read { try $0.schema() })
    }
    let now = Timestamp(seconds: 1_767_225_600)
    let loaded = try BackfillRun(on: store, lock: FreeLock(), now: { now }).load(plan())
    #expect(loaded.failure == nil)
    #expect([loaded.counts.loaded, loaded.counts.rejected] == [2, 1])
    #expect(loaded.rejects.map(\.code) == ["store.not-kept"])
    let clean = try Reconciliation.outcome(of: plan(), on: store)
    #expect(clean.isGood)
    #expect(clean.sourceChecksum == clean.targetChecksum)
    try store.transaction { _ = try $0.execute(change) }
    let changed = try Reconciliation.outcome(of: plan(), on: store)
    #expect(changed.differenceCounts == [.changed: 1])
    let undone = try BackfillUndo(on: store, lock: FreeLock(), now: { now }).undo("test-1")
    #expect(undone.removed == 1)
    #expect(undone.kept.map(\.reason) == [.changed])
  }

  @Test func `on SQLite`() throws {
    let project = try TestProject()
    try check(
      [
        """
        CREATE TABLE t (id integer PRIMARY KEY, name varchar(9), at text,
          made text DEFAULT (hex(randomblob(4))))
        """,
        """
        CREATE TRIGGER lower_case AFTER INSERT ON t BEGIN
          UPDATE t SET name = lower(name) WHERE id = new.id;
          DELETE FROM t WHERE name = 'drop'; END
        """,
      ], change: "UPDATE t SET made = 'x' WHERE id = 2", on: project.store)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `on PostgreSQL`() throws {
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    defer { try? store.close() }
    try check(
      [
        """
        CREATE TABLE t (id int PRIMARY KEY, name char(5), at timestamp NOT NULL,
          made uuid DEFAULT gen_random_uuid(), twice int GENERATED ALWAYS AS (id * 2) STORED)
        """,
        """
        CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF new.name = 'drop' THEN RETURN NULL; END IF; RETURN new; END $$
        """, "CREATE TRIGGER skip BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION skip()",
      ], change: "UPDATE t SET made = gen_random_uuid() WHERE id = 2", on: store)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `rows of our own tables are not read back`() throws {
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    defer { try? store.close() }
    let project = try TestProject(.orders)
    for store in [store, project.store] as [any Store] {
      try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
      #expect(try store.read { try $0.keepsRowsAsSent("visits") })
    }
  }
}

extension CollectionSchema {
  fileprivate static let orders = CollectionSchema(
    name: "orders", columns: [.init(name: "id", type: .text, isPrimaryKey: true)])
}

import Foundation
import SeedbedCore
import SeedbedStore
import Synchronization
import Testing

@testable import SeedbedGolden

/// A proof that exchanges the rows of the database itself.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct InPlaceTests {
  private let folder: TestFolder
  private let path: String
  private let store: SQLiteStore

  init() throws {
    folder = try TestFolder()
    path = "\(folder.path)/shop.sqlite"
    store = try SQLiteStore(path: path)
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE customers (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL);
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL,
          customer_id TEXT NOT NULL REFERENCES customers (id), item TEXT NOT NULL);
        CREATE TABLE visits (id INTEGER PRIMARY KEY, page TEXT);
        INSERT INTO customers VALUES ('ada', 'Ada'), ('bob', 'Bob');
        INSERT INTO orders VALUES ('one', 'ada', 'lamp'), ('two', 'ada', 'sofa'), ('six', 'ada', 'mat'),
          ('ten', 'bob', 'desk');
        """)
    }
  }

  private func run(
    fault: String = "", reading database: String? = nil, more: String = "",
    _ progress: (@Sendable (VerifyProgress) -> Void)? = nil
  ) async throws -> VerifyOutcome {
    let service = OrdersService.definition(in: folder, fault: fault)
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          service.replacingOccurrences(
            of: "\(folder.path)/shop.sqlite", with: database ?? "\(folder.path)/shop.sqlite")
              + """
              auth: {ada: {bearer: !where {customers: ada}}}
              endpoints:
                - {call: "GET /orders/{id}", path: {id: !where {orders: one}}, as: ada, expect: {body: order.json}}
                \(more)
              """
        )
      ], folder: "\(folder.path)/golden")
    try folder.write(#"{"id": "one", "item": "lamp"}"#, to: "golden/order.json")
    return try await Verification(
      document, environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { _ in }),
      settings: .init(repeats: 2, progress: progress)
    ).run()
  }

  @Test func `a row that a request names is real where it follows the rows`() async throws {
    let outcome = try await run()
    let operation = try #require(outcome.operations.first)
    #expect(operation.isReal, "\(operation.reasons)")
    #expect(outcome.remarks == [])
  }

  @Test func `a row of another database is not real`() async throws {
    let other = "\(folder.path)/other.sqlite"
    try store.read { _ in }
    try FileManager.default.copyItem(atPath: path, toPath: other)
    let outcome = try await run(reading: other)
    let operation = try #require(outcome.operations.first)
    #expect(!operation.isReal)
    let verdicts = try #require(operation.verdicts)
    #expect(verdicts.allSatisfy { !$0.isTraced }, "\(verdicts)")
  }

  @Test func `what a reading call writes is said`() async throws {
    let outcome = try await run(fault: "counts-visits")
    let remark = try #require(outcome.remarks.first)
    #expect(
      try remark.wholeMatch(
        of: Regex(
          "visits: \\d+ rows added while calls were made that change no data, by the service or by another "
            + "program; the rows are what they were before the verification, without these changes")
      )
        != nil, "\(outcome.remarks)")
    #expect(outcome.remarks.count == 1)
    #expect(try store.read { try $0.rows("SELECT id FROM visits") }.isEmpty)
  }

  @Test func `what a call makes beside rows stays, and is said`() async throws {
    let outcome = try await run(fault: "makes-table")
    #expect(outcome.operations.map(\.isReal) == [true])
    #expect(
      outcome.remarks == [
        """
        the service or another program created the index by_item of orders, the table a_seen, the table seen; \
        that stays, since only rows are restored
        """
      ])
    #expect(try store.read { try $0.rows("SELECT 1 AS one FROM a_seen").count } > 10)
  }

  @Test func `what a call drops does not put one table in the place of another`() async throws {
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE archive (id TEXT PRIMARY KEY NOT NULL, item TEXT NOT NULL);
        INSERT INTO archive VALUES ('old', 'stool');
        INSERT INTO visits VALUES (1, 'start');
        """)
    }
    let outcome = try await run(fault: "drops")
    #expect(outcome.operations.map(\.isOperational) == [true])
    #expect(
      outcome.remarks.last == """
        the service or another program altered the table visits; dropped the table archive; that stays, since \
        only rows are restored
        """)
    #expect(outcome.problem?.code == .proofNotRestored)
  }

  @Test func `rows are compared by the names of their collections and columns`() {
    func collection(_ name: String, _ columns: [String], _ rows: [[Value]]) -> ProofData.Collection
    {
      ProofData.Collection(
        schema: CollectionSchema(
          name: name,
          columns: columns.map { .init(name: $0, type: .text, isPrimaryKey: $0 == "id") }),
        rows: rows)
    }
    let before = ProofData(collections: [
      collection("archive", ["id"], [["old"]]),
      collection("orders", ["id", "item"], [["one", "lamp"], ["two", "sofa"]]),
    ])
    let after = ProofData(collections: [
      collection("a_seen", ["page"], [["start"]]),
      collection(
        "orders", ["note", "item", "id"], [["new", "lamp", "one"], ["", "desk", "two"]]),
    ])
    #expect(
      after.aligned(with: before)
        == ProofData(collections: [
          collection("archive", ["id"], []),
          collection("orders", ["id", "item"], [["one", "lamp"], ["two", "desk"]]),
        ]))
    #expect(before.aligned(with: after).collections[1].rows[0] == [.null, "lamp", "one"])
    #expect(
      DataChange.changes(from: before, to: after).map { "\($0.collection): \($0.phrase)" } == [
        "a_seen: 1 row added", "archive: 1 row removed", "orders: 1 row changed",
      ])
  }

  @Test func `what another program writes meanwhile is said`() async throws {
    let other = try SQLiteStore(path: path)
    let outcome = try await run { progress in
      guard case .asking(.changed, _) = progress else { return }
      _ = try? other.transaction { try $0.execute("INSERT INTO customers VALUES ('eve', 'Eve')") }
    }
    #expect(
      outcome.remarks.map { $0.prefix { $0 != "," } } == [
        "customers: 1 row added while calls were made that change no data"
      ])
    #expect(
      try store.read { try $0.rows("SELECT id FROM customers ORDER BY id").map(\.values) } == [
        [.text("ada")], [.text("bob")],
      ])
  }

  @Test func `what is written between the calls of two states is said`() async throws {
    let other = try SQLiteStore(path: path)
    let count = Mutex(0)
    let outcome = try await run { progress in
      guard case .starting = progress else { return }
      count.withLock { count in
        let written = try? other.transaction {
          try $0.execute("INSERT INTO customers VALUES ('eve \(count)', 'Eve')")
        }
        count += written ?? 0
      }
    }
    let written = count.withLock { $0 }
    #expect(written > 5)
    #expect(
      outcome.remarks.map { $0.prefix { $0 != "," } } == [
        "customers: \(written) rows added while calls were made that change no data"
      ])
  }

  @Test func `a number that is none is no change`() {
    let numbers = CollectionSchema(name: "numbers", columns: [.init(name: "b", type: .float)])
    func data(_ rows: [[Value]]) -> ProofData {
      ProofData(collections: [.init(schema: numbers, rows: rows)])
    }
    let none = data([[.float(.nan)], [.float(1)]])
    #expect(DataChange.changes(from: none, to: none).isEmpty)
    #expect(
      DataChange.changes(from: none, to: data([[.float(.nan)]])).map(\.phrase) == ["1 row removed"])
  }

  @Test func `rows of which no copy can be made keep calls from being made that may change them`()
    async throws
  {
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE hidden (rowid TEXT, _rowid_ TEXT, oid TEXT);
        INSERT INTO hidden VALUES ('a', 'b', 'c');
        """)
    }
    let problem = await #expect(throws: Diagnostic.self) {
      _ = try await run(
        more: "- {call: POST /orders, class: effect, json: {item: chair}, expect: {status: 201}}")
    }
    #expect(problem?.code == .proofOutOfReach)
    #expect(problem?.message.contains("hidden") == true)
    #expect(try await run().operations.count == 1)
  }

  @Test func `a full-text index has its rows in tables that are copied`() async throws {
    try store.transaction(.structure) { session in
      try session.executeScript(
        "CREATE VIRTUAL TABLE words USING fts5(body); INSERT INTO words VALUES ('chair');")
    }
    let outcome = try await run(
      more: "- {call: POST /orders, class: effect, json: {item: chair}, expect: {status: 201}}")
    #expect(outcome.operations.count == 2)
    #expect(outcome.remarks == [])
  }

  @Test func `of more than a proof can hold, there are no states`() throws {
    let database = ProofDatabase(store)
    #expect(try database.data()?.count == 6)
    _ = try store.transaction { session in
      // 70 rows of a million bytes.
      try session.execute(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
        INSERT INTO visits (page) SELECT printf('%01000000d', i) FROM n
        """)
    }
    #expect(try database.data() == nil)
    #expect(try database.data(within: .grown)?.count == 76)
  }

  @Test func `a sample holds the rows that its rows refer to`() throws {
    try store.transaction { session in
      try session.executeScript(
        """
        INSERT INTO customers VALUES ('zoe', 'Zoe');
        UPDATE orders SET customer_id = 'zoe' WHERE id = 'one';
        """)
    }
    let sample = try ProofDatabase(store).sample(of: 1)
    let keys = sample.collections.map { ($0.schema.name, $0.rows.map { $0[0] }) }
      .sorted { $0.0 < $1.0 }
    #expect(keys.map(\.0) == ["customers", "orders", "visits"])
    #expect(keys.map(\.1) == [["ada", "zoe"], ["one"], []])
  }
}

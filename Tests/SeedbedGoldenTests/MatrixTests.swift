import Foundation
import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Which endpoint reads which collection, seen with a real service.
@Suite(.enabled(if: TestService.isAvailable, "python3 is not installed"))
struct MatrixTests {
  private func matrix(
    of endpoints: String, in folder: TestFolder, _ store: SQLiteStore, fault: String = ""
  ) async throws -> MatrixOutcome {
    let document = try GoldenDocument.read(
      texts: [("golden.yaml", OrdersService.definition(in: folder, fault: fault) + endpoints)],
      folder: "\(folder.path)/golden")
    return try await Verification(
      document, environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { _ in })
    ).matrix()
  }

  @Test func `an endpoint reads what its answer changes with, and nothing that changes by itself`()
    async throws
  {
    let folder = try TestFolder()
    let store = try SQLiteStore(path: "\(folder.path)/shop.sqlite")
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE customers (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT;
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL,
          customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE) STRICT;
        CREATE TABLE parts (id TEXT PRIMARY KEY NOT NULL,
          order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE) STRICT;
        INSERT INTO customers VALUES ('ada', 'Ada'), ('bob', 'Bob');
        INSERT INTO orders VALUES ('one', 'ada'), ('two', 'bob');
        INSERT INTO parts VALUES ('leg', 'one'), ('arm', 'one');
        """)
    }
    let outcome = try await matrix(
      of: """
        endpoints:
          - {call: GET /open/parts, reads: [parts]}
          - {call: GET /open/orders, reads: [orders]}
          - {call: GET /open/customers, reads: [parts]}
          - {call: "GET /open/orders,customers"}
          - {call: GET /health}
          - {call: GET /boot, reads: [orders]}
          - {call: POST /orders, class: effect, json: {item: chair}, capture: {order: $.id}}
          - {call: "GET /orders/{id}", path: {id: "${order}"}, reads: [orders]}
        """, in: folder, store)
    #expect(
      outcome.notMeasured == [
        "POST /orders: it changes data",
        "GET /orders/{id}: it comes after a call that changes data",
      ])
    #expect(
      outcome.rows.map(\.reads) == [
        ["parts"], ["orders"], ["customers"], ["customers", "orders"], [], [],
      ])
    #expect(outcome.rows.map(\.isAsDeclared) == [true, true, false, true, true, false])
    #expect(try store.read { try $0.rows("SELECT id FROM parts") }.count == 2)
  }

  @Test func `a trigger changes with its table, and with no other`() async throws {
    let folder = try TestFolder()
    let store = try SQLiteStore(path: "\(folder.path)/shop.sqlite")
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE goods (id TEXT PRIMARY KEY NOT NULL, name TEXT);
        CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, good TEXT);
        CREATE TABLE shelves (id TEXT PRIMARY KEY NOT NULL);
        INSERT INTO goods VALUES ('lamp', 'Lamp'), ('sofa', 'Sofa');
        INSERT INTO log (good) VALUES ('lamp');
        INSERT INTO shelves VALUES ('left'), ('right');
        CREATE TRIGGER noted AFTER INSERT ON goods
          BEGIN INSERT INTO log (good) VALUES (NEW.name); END;
        """)
    }
    let outcome = try await matrix(
      of: """
        endpoints:
          - {call: GET /open/shelves, reads: [shelves]}
          - {call: GET /open/log, reads: [log]}
          - {call: GET /open/goods, reads: [goods]}
        """, in: folder, store, fault: "makes-table")
    #expect(
      outcome.notMeasured == [
        "goods, empty: rows of other collections change with it"
      ])
    #expect(outcome.rows.map(\.reads) == [["shelves"], ["log"], ["goods"]])
    #expect(outcome.isAsDeclared)
    #expect(
      outcome.remarks == [
        """
        the service or another program created the table a_seen, the table seen; that stays, since only rows \
        are restored
        """
      ])
    #expect(outcome.problem == nil)
    let rows = try store.read { try $0.rows("SELECT id, good FROM log").map(\.values) }
    #expect(rows == [[.int(1), .text("lamp")]])
  }
}

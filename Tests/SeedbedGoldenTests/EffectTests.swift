import Foundation
import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Calls that change the database: what they change is looked at, and put back.
@Suite(.serialized, .enabled(if: TestService.isAvailable, "python3 is not installed"))
struct EffectTests {
  private let folder: TestFolder
  private let store: SQLiteStore

  init() throws {
    folder = try TestFolder()
    store = try SQLiteStore(path: "\(folder.path)/shop.sqlite")
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE customers (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT;
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL,
          customer_id TEXT NOT NULL REFERENCES customers (id), item TEXT NOT NULL) STRICT;
        INSERT INTO customers VALUES ('ada', 'Ada'), ('bob', 'Bob');
        INSERT INTO orders VALUES ('one', 'ada', 'lamp'), ('two', 'bob', 'sofa');
        """)
    }
  }

  private func run(_ endpoints: String, fault: String = "", tenant: String = "", sets: String = "")
    async throws
    -> VerifyOutcome
  {
    let text =
      OrdersService.definition(in: folder, fault: fault) + """
        \(sets)auth: {ada: {bearer: !where {customers: ada}\(tenant)}}
        endpoints:

        """ + endpoints
    let document = try GoldenDocument.read(
      texts: [("golden.yaml", text)], folder: "\(folder.path)/golden")
    return try await Verification(
      document, environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { _ in }), settings: .init(repeats: 2)
    ).run()
  }

  private static let placing = """
      - call: POST /orders
        class: effect
        json: {item: chair}
        capture: {order: $.id}
        changes: {orders: {added: 1, holds: {id: "${order}", customer_id: ada, item: chair}}}
        expect: {status: 201, body: placed.json}
      - call: GET /orders/{id}
        as: ada
        path: {id: "${order}"}
        class: static
        expect: {body: one.json}
    """

  private func write() throws {
    try folder.write(#"{"id": "order-of-chair"}"#, to: "golden/placed.json")
    try folder.write(#"{"id": "order-of-chair", "item": "chair"}"#, to: "golden/one.json")
  }

  @Test func `what is declared changes, what is added is seen, and all is put back`() async throws {
    try write()
    let outcome = try await run(Self.placing)
    #expect(
      outcome.operations.map(\.reasons) == [[], [.notProved("class static: it serves no rows")]])
    #expect(outcome.operations.map(\.level) == [.real, .stable])
    #expect(try store.read { try $0.rows("SELECT id FROM orders") }.count == 2)
  }

  @Test func `what shows a row that a call made need not follow the data, and is not proved`()
    async throws
  {
    try write()
    let outcome = try await run(
      Self.placing.replacing("    class: static\n", with: ""), sets: "proof: {a: a, b: b}\n")
    let shown = outcome.operations[1]
    #expect(shown.reasons == [.notProved("it shows what a call before it made")])
    #expect(shown.level == .stable)
    #expect(shown.proof == .notApplicable)
    #expect(
      outcome.curlNeeds.contains(
        "what POST /orders changed is restored: make it again before GET /orders/{id}"))
  }

  @Test func `a collection that is read and not there is an error of the golden file`() async throws
  {
    let problems = await #expect(throws: Diagnostics.self) {
      _ = try await run("  - {call: GET /open/orders, reads: [order]}\n")
    }
    #expect(
      problems?.items.map(\.message) == [
        "GET /open/orders reads 'order', and there is no such collection; did you mean 'orders'?"
      ])
    #expect(problems?.status == .invalidFile)
  }

  @Test func `a call that answers and stores nothing is found`() async throws {
    try write()
    let outcome = try await run(Self.placing, fault: "forgets")
    #expect(
      outcome.operations[0].reasons.map(\.description) == [
        "orders: nothing changed, and 1 row added was expected; "
          + "orders: no row that is new or changed holds id order-of-chair, customer_id ada, item chair"
      ])
    #expect(outcome.operations[1].reasons.first == .wrongStatus(expected: 200, actual: 404))
  }

  @Test func `a collection that is not declared has to stay as it is`() async throws {
    try write()
    let outcome = try await run(Self.placing, fault: "spills")
    #expect(
      outcome.operations[0].reasons
        == [.changesDiffer(["customers is to stay as it is, and 1 row changed"])])
    #expect(outcome.operations[0].level == .wellFormed)
    #expect(
      try store.read { try $0.rows("SELECT name FROM customers WHERE id = 'bob'") }
        .first?.text("name") == "Bob")
  }

  @Test(arguments: [
    ("leak", "GET /orders", ["$.orders[*].id", "$.orders[*].item", "$.orders[*]"]),
    ("count", "GET /count", ["$.orders"]),
  ])
  func `rows of another tenant are found in an answer, and in a count`(
    fault: String, call: String, leaves: [String]
  ) async throws {
    let tenant = ", tenant: {column: customer_id, of: ada}"
    let endpoint = "  - {call: \(call), as: ada, expect: {type: application/json}}"
    let outcome = try await run(endpoint, fault: fault, tenant: tenant)
    #expect(outcome.operations[0].reasons.contains(.showsOtherTenants(leaves)))
    #expect(outcome.operations[0].level == .reachable)
  }

  @Test func `rows of another tenant change nothing in an honest answer`() async throws {
    let tenant = ", tenant: {column: customer_id, of: ada}"
    let endpoint = "  - {call: GET /orders, as: ada, expect: {type: application/json}}"
    let honest = try await run(endpoint, tenant: tenant)
    #expect(honest.operations[0].reasons.allSatisfy { $0.code != "shows-other-tenants" })
  }

  @Test func `what everyone may see is no leak`() async throws {
    let tenant = ", tenant: {column: customer_id, of: ada}"
    let endpoint =
      "  - {call: GET /count, as: ada, shared: a public count, expect: {type: application/json}}"
    let shared = try await run(endpoint, fault: "count", tenant: tenant)
    #expect(shared.operations[0].reasons.allSatisfy { $0.code != "shows-other-tenants" })
  }
}

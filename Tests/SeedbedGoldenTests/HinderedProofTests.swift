import Foundation
import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// What the database refuses of a proof is a reason of the operations, and never the end of the run.
@Suite(.serialized, .enabled(if: TestService.isAvailable, "python3 is not installed"))
struct HinderedProofTests {
  private let folder: TestFolder
  private let store: SQLiteStore

  init() throws {
    folder = try TestFolder()
    store = try SQLiteStore(path: "\(folder.path)/shop.sqlite")
  }

  private func run(_ orders: String, _ trigger: String = "") async throws -> OperationOutcome {
    try store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE customers (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL);
        CREATE TABLE orders (id TEXT PRIMARY KEY NOT NULL,
          customer_id TEXT NOT NULL REFERENCES customers (id), item TEXT NOT NULL\(orders));
        INSERT INTO customers VALUES ('ada', 'Ada'), ('bob', 'Bob');
        INSERT INTO orders VALUES ('one', 'ada', 'lamp'), ('two', 'ada', 'sofa'), ('six', 'ada', 'mat');
        \(trigger)
        """)
    }
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          OrdersService.definition(in: folder) + """
            auth: {ada: {bearer: !where {customers: ada}}}
            endpoints:
              - {call: GET /orders, as: ada, expect: {body: orders.json}}
            """
        )
      ], folder: "\(folder.path)/golden")
    try folder.write(
      """
      {"orders": [{"id": "one", "item": "lamp"}, {"id": "six", "item": "mat"}, {"id": "two", "item": "sofa"}]}
      """, to: "golden/orders.json")
    let before = try rows()
    let outcome = try await Verification(
      document, environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(store) { _ in }), settings: .init(repeats: 2)
    ).run()
    #expect(try rows() == before)
    #expect(try !store.read { try ProofDatabase.isUnderWay(in: $0) })
    return try #require(outcome.operations.first)
  }

  private func rows() throws -> [[Value]] {
    try store.read { try $0.rows("SELECT rowid, * FROM orders ORDER BY rowid").map(\.values) }
  }

  @Test func `a trigger that refuses hides the states it refuses`() async throws {
    let operation = try await run(
      "",
      """
      CREATE TRIGGER kept BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'orders stay'); END;
      """)
    #expect(operation.level == .stable)
    #expect(operation.reasons.last?.code == "proof-hindered")
    #expect(operation.reasons.last?.description.contains("orders stay") == true)
  }
}

struct CanaryKeyTests {
  private static let data = ProofData(collections: [
    .init(
      schema: CollectionSchema(
        name: "tags", columns: [.init(name: "tag", type: .text, isPrimaryKey: true)]),
      rows: [[.text("red")], [.text("blue")]]),
    .init(
      schema: CollectionSchema(
        name: "item_tags",
        columns: [
          .init(name: "item", type: .int, isPrimaryKey: true),
          .init(
            name: "tag", type: .text, isPrimaryKey: true,
            references: .init(collection: "tags", column: "tag", onDelete: .restrict)),
        ]),
      rows: [[.int(1), .text("red")]]),
  ])

  @Test func `a column that refers to parents holds one of theirs, also within a key`() {
    var canaries = CanaryData(Self.data, keeping: [], seed: 1)
    for data in [canaries.oneMore(), canaries.changed(factor: 9)] {
      let tags = Set(data.collections[0].rows.map { $0[0] })
      let pairs = data.collections[1].rows
      #expect(pairs.count > 1)
      #expect(pairs.allSatisfy { tags.contains($0[1]) })
      #expect(Set(pairs).count == pairs.count)
    }
  }

  @Test func `the keys of new rows are not the places they have in a list of all rows`() {
    let users = CollectionSchema(
      name: "users", columns: [.init(name: "id", type: .int, isPrimaryKey: true)])
    let rows: [[Value]] = (1...4).map { [.int($0)] }
    var canaries = CanaryData(
      ProofData(collections: [.init(schema: users, rows: rows)]), keeping: [], seed: 1)
    #expect(canaries.oneMore().collections[0].rows.last == [.int(6)])
  }

  @Test func `the largest number there is has a next one to try`() {
    let users = CollectionSchema(
      name: "users",
      columns: [
        .init(name: "id", type: .bigint, isPrimaryKey: true), .init(name: "n", type: .bigint),
      ])
    var canaries = CanaryData(
      ProofData(collections: [.init(schema: users, rows: [[.int(.max), .int(.max)]])]),
      keeping: [], seed: 1)
    #expect(canaries.changed(factor: 30).collections[0].rows.count > 1)
  }

  @Test func `of a row that is kept for a login, only what is sent stays`() {
    let users = CollectionSchema(
      name: "users",
      columns: [
        .init(name: "id", type: .int, isPrimaryKey: true), .init(name: "name", type: .text),
        .init(name: "visits", type: .int),
      ])
    let rows: [[Value]] = (1...20).map { [.int($0), .text("user \($0)"), .int($0 * 7)] }
    var canaries = CanaryData(
      ProofData(collections: [.init(schema: users, rows: rows)]),
      keeping: [
        .init(collection: "users", column: "name", value: .text("user 3"), columns: ["name"])
      ], seed: 1)
    let changed = canaries.changed(factor: 3).collections[0].rows.first { $0[1] == .text("user 3") }
    #expect(changed?[0] == .int(3))
    #expect(changed != nil && changed?[2] != .int(21))
  }
}

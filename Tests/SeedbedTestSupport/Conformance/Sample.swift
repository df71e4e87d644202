import SeedbedCore
import SeedbedStore

/// The collections checks work on.
enum Sample {
  static let accounts = CollectionSchema(
    name: "accounts",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "email", type: .text, isUnique: true),
      .init(name: "country", type: .text, isNullable: true),
      .init(
        name: "balance", type: .decimal(precision: 12, scale: 2),
        defaultValue: .value(.decimal(ExactDecimal(unscaled: 950, scale: 2))),
        check: "balance >= 9.5"),
    ])

  static let orders = CollectionSchema(
    name: "orders",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(
        name: "account_id", type: .text,
        references: .init(collection: "accounts", column: "id", onDelete: .cascade)),
      .init(
        name: "status", type: .enumeration(["new", "it's paid", "a, b"]),
        defaultValue: .value("it's paid")),
      .init(name: "placed_at", type: .timestamp, defaultValue: .now),
    ],
    indexes: [
      .init(columns: [.init(name: "account_id"), .init(name: "placed_at", isDescending: true)])
    ])

  static func create(_ collections: CollectionSchema..., in store: any Store) throws {
    try store.transaction(.structure) { session in
      for collection in collections { try session.apply(.createCollection(collection)) }
    }
  }

  static func change(_ change: StructureChange, in store: any Store) throws {
    try store.transaction(.structure) { try $0.apply(change) }
  }

  /// Accounts `a` and `b`, and two orders of `a`.
  static func fill(_ store: any Store) throws {
    try create(accounts, orders, in: store)
    try store.transaction { session in
      try session.execute(
        "INSERT INTO accounts (id, email) VALUES ('a', 'a@example.com'), ('b', 'b@example.com')")
      try session.execute(
        "INSERT INTO orders (id, account_id, status) VALUES ('1', 'a', 'new'), ('2', 'a', 'new')")
    }
  }

  static func batch(_ rows: [[Value]]) -> RowBatch {
    var batch = RowBatch(columnCount: rows.first?.count ?? 1)
    for value in rows.joined() { batch.append(value) }
    return batch
  }

  /// Inserts rows of `accounts`: id, email, country, balance.
  static func insert(
    _ rows: [[Value]], _ conflict: InsertTarget.Conflict, in store: any Store
  ) throws -> InsertOutcome {
    let target = InsertTarget(
      schema: accounts, columns: accounts.columns.map(\.name), conflict: conflict)
    return try store.transaction { try $0.insert(batch(rows), into: target) }
  }
}

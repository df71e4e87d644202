import SeedbedCore
import SeedbedStore

extension StoreConformance {
  private static let load = IndexesAside.Load(
    name: "load-1", count: "SELECT count(*) AS n FROM accounts WHERE country IS NULL",
    undo: ["DELETE FROM notes"])

  /// A collection with a key of two columns, a unique column and an index.
  private static let visits = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "host", type: .text, isPrimaryKey: true),
      .init(name: "number", type: .bigint, isPrimaryKey: true),
      .init(name: "token", type: .text, isNullable: true, isUnique: true),
      .init(name: "at", type: .timestamp, defaultValue: .now),
    ],
    indexes: [.init(columns: [.init(name: "at", isDescending: true), .init(name: "host")])])

  private static let notes = CollectionSchema(
    name: "notes", columns: [.init(name: "id", type: .text, isPrimaryKey: true)])

  @discardableResult
  private static func take(from collection: String, in store: any Store) throws -> Bool {
    try store.transaction(.structure) {
      try IndexesAside.take(from: collection, for: load, in: $0)
    }
  }

  private static func bringBack(in store: any Store) throws -> [String] {
    try store.transaction { try IndexesAside.bringBack(in: $0) }
  }

  /// Accounts without indexes, and what a load of `rows` left.
  private static func fill(_ store: any Store, _ rows: [[Value]]) throws {
    try Sample.create(Sample.accounts, notes, in: store)
    try expect(try take(from: "accounts", in: store), "the indexes are away")
    try store.transaction { session in
      let target = InsertTarget(
        schema: Sample.accounts.withoutKey, columns: Sample.accounts.columns.map(\.name),
        conflict: .keep)
      let outcome = try session.insert(Sample.batch(rows), into: target)
      try expect("written", outcome.written, is: rows.count)
      try session.execute("INSERT INTO notes (id) VALUES ('of the load')")
    }
  }

  private static func account(_ id: String, _ country: Value = .null) -> [Value] {
    [.text(id), .text("\(id)@example.com"), country, .decimal(.init(unscaled: 950, scale: 2))]
  }

  static let indexes: [StoreCheck] = [
    StoreCheck("indexes that were taken away come back as they were") { subject in
      try Sample.create(visits, in: subject.store)
      let before = try subject.store.read { try $0.schema(of: "visits") }
      try expect(try take(from: "visits", in: subject.store), "the indexes are away")
      let meanwhile = try subject.store.read { try $0.schema(of: "visits") }
      try expect("keys", meanwhile?.primaryKey, is: [])
      try expect("indexes", meanwhile?.indexes, is: [])
      try subject.store.transaction { session in
        for number in [5, 3, 9, 1, 7] {
          try session.execute(
            "INSERT INTO visits (host, number, token) VALUES ('b', $1, $2)",
            [.int(Int64(number)), .text("\(number)")])
        }
      }
      try expect("loads", try bringBack(in: subject.store), is: [])
      let again = try subject.open()
      try expect("schema", try again.read { try $0.schema(of: "visits") }, is: before)
      try again.close()
      for values in ["('b', 9, 'x')", "('c', 9, '7')"] {
        try expect(.storeConstraint) {
          try subject.store.transaction {
            try $0.execute("INSERT INTO visits (host, number, token) VALUES \(values)")
          }
        }
      }
      try expect("records", try subject.number("SELECT count(*) FROM visits"), is: 5)
    },
    StoreCheck("indexes stay where another collection refers to them, or records are there") {
      subject in
      try Sample.fill(subject.store)
      try expect(try !take(from: "orders", in: subject.store), "there are orders")
      try subject.store.transaction { session in
        try session.execute("DELETE FROM orders")
        try session.execute("DELETE FROM accounts")
      }
      try expect(try !take(from: "accounts", in: subject.store), "orders refer to accounts")
      try expect(try take(from: "orders", in: subject.store), "nothing refers to orders")
      _ = try bringBack(in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "orders") }
      try expect("indexes", found?.indexes, is: Sample.orders.indexes)
      try expect("columns", found?.columns, is: Sample.orders.columns)
    },
    StoreCheck("where a key stands twice, the load is taken back") { subject in
      try fill(subject.store, [account("a"), account("b"), account("a")])
      try expect("loads", try bringBack(in: subject.store), is: ["load-1"])
      for name in ["accounts", "notes"] {
        try expect(name, try subject.number("SELECT count(*) FROM \(name)"), is: 0)
      }
      let found = try subject.store.read { try $0.schema(of: "accounts") }
      try expect("key", found?.primaryKey.map(\.name), is: ["id"])
      try expect("unique", found?.column("email")?.isUnique, is: true)
    },
    StoreCheck("what others put in meanwhile is never removed") { subject in
      try fill(subject.store, [account("a"), account("b"), account("a", .text("NO"))])
      let problem = try expect(.storeConstraint) { try bringBack(in: subject.store) }
      try expect(problem.message.hasPrefix("keys stand twice in accounts"), problem.message)
      try expect("records", try subject.number("SELECT count(*) FROM accounts"), is: 3)
      try subject.store.transaction { session in
        _ = try session.execute("DELETE FROM accounts WHERE country = 'NO'")
      }
      try expect("loads", try bringBack(in: subject.store), is: [])
    },
    StoreCheck("who locks the database brings back what a kill left away") { subject in
      try fill(subject.store, [account("b"), account("a")])
      let next = try subject.open()
      let holder = LockHolder(
        purpose: "next", host: "here", process: 1, since: Timestamp(seconds: 0))
      let key = try next.asOnlyRunner(holder) { _ in
        try next.read { try $0.schema(of: "accounts")?.primaryKey.map(\.name) }
      }
      try expect("key", key, is: ["id"])
      try expect("records", try subject.number("SELECT count(*) FROM accounts"), is: 2)
      try next.close()
    },
  ]
}

import SeedbedCore
import SeedbedStore

/// One column of each portable type.
private let everything = CollectionSchema(
  name: "everything",
  columns: [
    .init(name: "key", type: .id, isPrimaryKey: true),
    .init(name: "number", type: .int, isNullable: true),
    .init(name: "large", type: .bigint, isNullable: true),
    .init(name: "words", type: .text, isNullable: true),
    .init(name: "flag", type: .bool, isNullable: true),
    .init(name: "ratio", type: .float, isNullable: true),
    .init(name: "amount", type: .decimal(precision: 20, scale: 4), isNullable: true),
    .init(name: "content", type: .bytes, isNullable: true),
    .init(name: "day", type: .date, isNullable: true),
    .init(name: "clock", type: .time, isNullable: true),
    .init(name: "instant", type: .timestamp, isNullable: true),
    .init(name: "identity", type: .uuid, isNullable: true),
    .init(name: "document", type: .json, isNullable: true),
    .init(name: "kind", type: .enumeration(["one", "two"]), isNullable: true),
  ])

private let given: [Value] = [
  1, -2_147_483_648, .int(.max), "Ærø \u{1F33E}\n\"quoted\"", .bool(true), .float(0.1),
  .decimal(ExactDecimal(unscaled: 11_000, scale: 4)), .bytes([0, 255, 39]), "2026-02-28",
  "23:59:59.5", .timestamp(Timestamp(seconds: -1, nanoseconds: 123_456_000)),
  "6fa459ea-ee8a-8ca4-894e-db77e160355e", .json(#"{"a":[1,null,"x"]}"#), "two",
]

private let stored: [Value] = [
  1, -2_147_483_648, .int(.max), "Ærø \u{1F33E}\n\"quoted\"", 1, .float(0.1), "1.1000",
  .bytes([0, 255, 39]), "2026-02-28", "23:59:59.5", "1969-12-31T23:59:59.123456Z",
  "6fa459ea-ee8a-8ca4-894e-db77e160355e", #"{"a":[1,null,"x"]}"#, "two",
]

private let names = everything.columns.map(\.name)

extension StoreConformance {
  static let values: [StoreCheck] = [
    StoreCheck("a value of every type comes back from a batch as it went in") { subject in
      try Sample.create(everything, in: subject.store)
      let target = InsertTarget(schema: everything, columns: names, conflict: .fail)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch([given]), into: target)
      }
      try expect("outcome", outcome, is: InsertOutcome(written: 1))
      let row = try subject.store.read { try $0.rows("SELECT * FROM everything").first }
      try expect("row", row, is: StoreRow(names: names, values: stored))
    },
    StoreCheck("a value of every type comes back from parameters as it went in") { subject in
      try Sample.create(everything, in: subject.store)
      let marks = given.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
      try subject.store.transaction {
        _ = try $0.execute("INSERT INTO everything VALUES (\(marks))", given)
      }
      let row = try subject.store.read { try $0.rows("SELECT * FROM everything").first }
      try expect("row", row, is: StoreRow(names: names, values: stored))
    },
    StoreCheck("a null of every type stays a null") { subject in
      try Sample.create(everything, in: subject.store)
      let nulls: [Value] = [7] + names.dropFirst().map { _ in Value.null }
      let target = InsertTarget(schema: everything, columns: names, conflict: .fail)
      _ = try subject.store.transaction { try $0.insert(Sample.batch([nulls]), into: target) }
      let row = try subject.store.read { try $0.rows("SELECT * FROM everything").first }
      try expect("values", row?.values, is: nulls)
    },
    StoreCheck("a record equal to one of every type is present, not in conflict") { subject in
      try Sample.create(everything, in: subject.store)
      let target = InsertTarget(schema: everything, columns: names, conflict: .keep)
      let again = try subject.store.transaction { session in
        _ = try session.insert(Sample.batch([given]), into: target)
        return try session.insert(Sample.batch([given]), into: target)
      }
      try expect("outcome", again, is: InsertOutcome(present: [0]))
    },
    StoreCheck("empty text and no bytes are not null") { subject in
      try Sample.create(everything, in: subject.store)
      let target = InsertTarget(
        schema: everything, columns: ["key", "words", "content"], conflict: .fail)
      _ = try subject.store.transaction {
        try $0.insert(Sample.batch([[1, "", .bytes([])]]), into: target)
      }
      let row = try subject.store.read {
        try $0.rows("SELECT words, content FROM everything").first
      }
      try expect("values", row?.values, is: ["", .bytes([])])
    },
    StoreCheck("the engine gives out the identifiers that are left out") { subject in
      try Sample.create(everything, in: subject.store)
      _ = try subject.store.transaction { session in
        try session.execute("INSERT INTO everything (words) VALUES ('x'), ('y')")
      }
      let keys = try subject.number("SELECT count(DISTINCT key) FROM everything")
      try expect("identifiers", keys, is: 2)
    },
    StoreCheck("defaults fill what a record leaves out") { subject in
      try Sample.create(Sample.accounts, Sample.orders, in: subject.store)
      try subject.store.transaction { session in
        try session.execute("INSERT INTO accounts (id, email) VALUES ('a', 'a@example.com')")
        try session.execute("INSERT INTO orders (id, account_id) VALUES ('1', 'a')")
      }
      let row = try subject.store.read {
        try $0.rows("SELECT balance, status, placed_at FROM accounts, orders").first
      }
      try expect("balance", row?.text("balance"), is: "9.50")
      try expect("status", row?.text("status"), is: "it's paid")
      let placed = row?.text("placed_at") ?? ""
      try expect(
        placed.utf8.count == 27 && placed > "2025" && placed.hasSuffix("Z"),
        "'\(placed)' is an instant of now")
    },
  ]
}

import SeedbedCore
import SeedbedStore

extension StoreConformance {
  static let inserts: [StoreCheck] = [
    StoreCheck("a taken key is refused where a conflict fails") { subject in
      try Sample.fill(subject.store)
      let outcome = try Sample.insert(
        [["c", "c@example.com", nil, "10.00"], ["a", "x@example.com", nil, "10.00"]], .fail,
        in: subject.store)
      try expect("written", outcome.written, is: 1)
      try expect("refused", outcome.refused.map { "\($0.row) \($0.code)" }, is: ["1 store.unique"])
    },
    StoreCheck("rows that are there are present, and others of their key in conflict") { subject in
      try Sample.fill(subject.store)
      let outcome = try Sample.insert(
        [
          ["c", "c@example.com", nil, "10.00"], ["b", "b@example.com", "NO", "9.50"],
          ["a", "a@example.com", nil, "9.50"],
        ], .keep, in: subject.store)
      try expect(
        "outcome", outcome,
        is: InsertOutcome(
          written: 1, present: [2], conflicting: [.init(row: 1, column: "country")]))
      let kept = try subject.number("SELECT count(*) FROM accounts WHERE country IS NULL")
      try expect("rows as they were", kept, is: 3)
    },
    StoreCheck("an update replaces the columns given and no others") { subject in
      try Sample.fill(subject.store)
      let target = InsertTarget(
        schema: Sample.accounts, columns: ["id", "email", "country"], conflict: .update)
      let outcome = try subject.store.transaction { session in
        try session.execute("UPDATE accounts SET balance = '77.00' WHERE id = 'a'")
        return try session.insert(
          Sample.batch([["a", "new@example.com", "NO"], ["c", "c@example.com", nil]]), into: target)
      }
      try expect("outcome", outcome, is: InsertOutcome(written: 2))
      let row = try subject.store.read { try $0.rows("SELECT * FROM accounts ORDER BY id").first }
      try expect("values", row?.values, is: ["a", "new@example.com", "NO", "77.00"])
    },
    StoreCheck("the first of two rows with one key is kept") { subject in
      try Sample.create(Sample.accounts, in: subject.store)
      let rows: [[Value]] = (0..<200).map { place in
        [.text("k\(place % 100)"), .text("\(place)@example.com"), nil, "10.00"]
      }
      let outcome = try Sample.insert(rows, .keep, in: subject.store)
      try expect("written", outcome.written, is: 100)
      try expect("in conflict", outcome.conflicting.map(\.row), is: Array(100..<200))
    },
    StoreCheck("a key of several columns is kept as one") { subject in
      let visits = CollectionSchema(
        name: "visits",
        columns: [
          .init(name: "user", type: .text, isPrimaryKey: true),
          .init(name: "day", type: .date, isPrimaryKey: true),
          .init(name: "count", type: .int),
        ])
      try Sample.create(visits, in: subject.store)
      let target = InsertTarget(
        schema: visits, columns: ["count", "day", "user"], conflict: .keep)
      let outcome = try subject.store.transaction {
        try $0.insert(
          Sample.batch([
            [1, "2026-01-01", "a"], [1, "2026-01-02", "a"], [1, "2026-01-01", "a"],
            [2, "2026-01-02", "a"],
          ]), into: target)
      }
      try expect(
        "outcome", outcome,
        is: InsertOutcome(
          written: 2, present: [2], conflicting: [.init(row: 3, column: "count")]))
    },
    StoreCheck("rows may refer to earlier rows of their batch") { subject in
      let pages = CollectionSchema(
        name: "pages",
        columns: [
          .init(name: "id", type: .text, isPrimaryKey: true),
          .init(
            name: "parent", type: .text, isNullable: true,
            references: .init(collection: "pages", column: "id")),
        ])
      try Sample.create(pages, in: subject.store)
      let rows: [[Value]] = (0..<100).map { place in
        [.text("p\(999 - place)"), place == 0 ? nil : .text("p\(1000 - place)")]
      }
      let target = InsertTarget(schema: pages, columns: ["id", "parent"], conflict: .fail)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch(rows), into: target)
      }
      try expect("outcome", outcome, is: InsertOutcome(written: 100))
    },
    StoreCheck("a batch may hold 100,000 rows") { subject in
      try Sample.create(Sample.accounts, in: subject.store)
      var batch = RowBatch(columnCount: 4)
      for place in 0..<100_000 {
        let key = "k\(place &* 7919 % 100_000)"
        batch.append(text: key.utf8)
        batch.append(text: "\(key)@example.com".utf8)
        batch.appendNull()
        batch.append(text: "10.00".utf8)
      }
      let target = InsertTarget(
        schema: Sample.accounts, columns: Sample.accounts.columns.map(\.name), conflict: .keep)
      let outcome = try subject.store.transaction { try $0.insert(batch, into: target) }
      try expect("outcome", outcome, is: InsertOutcome(written: 100_000))
      let whole = "SELECT count(*) FROM accounts WHERE email = id || '@example.com'"
      try expect("rows", try subject.number(whole), is: 100_000)
    },
  ]
}

import SeedbedCore
import SeedbedStore

extension StoreConformance {
  private static func update(
    _ columns: [String], _ rows: [[Value]], in store: any Store
  ) throws -> InsertOutcome {
    let target = InsertTarget(schema: Sample.accounts, columns: columns, conflict: .fail)
    return try store.transaction { try $0.update(Sample.batch(rows), in: target) }
  }

  static let updates: [StoreCheck] = [
    StoreCheck("an update by key changes the columns given and no others") { subject in
      try Sample.fill(subject.store)
      let outcome = try update(
        ["country", "id"], [["NO", "a"], [nil, "b"], ["SE", "nobody"]], in: subject.store)
      try expect("outcome", outcome, is: InsertOutcome(written: 1, changed: [0]))
      let rows = try subject.store.read { try $0.rows("SELECT * FROM accounts ORDER BY id") }
      try expect(
        "rows", rows.map(\.values),
        is: [["a", "a@example.com", "NO", "9.50"], ["b", "b@example.com", nil, "9.50"]])
    },
    StoreCheck("rows that hold what an update gives are not counted") { subject in
      try Sample.fill(subject.store)
      let rows: [[Value]] = [["a", "9.50", "a@example.com"], ["b", "10.00", "b@example.com"]]
      let columns = ["id", "balance", "email"]
      try expect("first", try update(columns, rows, in: subject.store).changed, is: [1])
      try expect("again", try update(columns, rows, in: subject.store).changed, is: [])
    },
    StoreCheck("an update that a rule refuses names the row and keeps the others") { subject in
      try Sample.fill(subject.store)
      let outcome = try update(
        ["id", "balance"], [["a", "1.00"], ["b", "20.00"]], in: subject.store)
      try expect("refused", outcome.refused.map { "\($0.row) \($0.code)" }, is: ["0 store.check"])
      try expect("changed", outcome.changed, is: [1])
    },
  ]
}

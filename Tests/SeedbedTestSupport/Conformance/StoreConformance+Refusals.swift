import SeedbedCore
import SeedbedStore

extension StoreConformance {
  static let refusals: [StoreCheck] = [
    StoreCheck("refused rows are told by place and code, and the others are written") { subject in
      try Sample.fill(subject.store)
      let outcome = try Sample.insert(
        [
          ["c", nil, nil, "10.00"],
          ["d", "d@example.com", nil, "10.00"],
          ["e", "a@example.com", nil, "10.00"],
          ["f", "f@example.com", nil, "9.49"],
          [nil, "g@example.com", nil, "10.00"],
        ], .keep, in: subject.store)
      try expect("written", outcome.written, is: 1)
      try expect(
        "refused", outcome.refused.map { "\($0.row) \($0.code)" },
        is: ["0 store.not-null", "2 store.unique", "3 store.check", "4 store.not-null"])
      try expect(outcome.refused.allSatisfy { !$0.message.isEmpty }, "each has its reason")
    },
    StoreCheck("a row whose parent is not there is refused") { subject in
      try Sample.fill(subject.store)
      let target = InsertTarget(
        schema: Sample.orders, columns: ["id", "account_id"], conflict: .keep)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch([["8", "nobody"], ["9", "b"]]), into: target)
      }
      try expect("written", outcome.written, is: 1)
      try expect(
        "refused", outcome.refused.map { "\($0.row) \($0.code)" }, is: ["0 store.foreign-key"])
    },
    StoreCheck("a word that is not of the enumeration is refused") { subject in
      try Sample.fill(subject.store)
      let target = InsertTarget(
        schema: Sample.orders, columns: ["id", "account_id", "status"], conflict: .keep)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch([["8", "a", "a, b"], ["9", "a", "lost"]]), into: target)
      }
      try expect("refused", outcome.refused.map { "\($0.row) \($0.code)" }, is: ["1 store.check"])
    },
    StoreCheck("a whole number as a key is not made up for a record without one") { subject in
      let pages = CollectionSchema(
        name: "pages",
        columns: [
          .init(name: "number", type: .bigint, isPrimaryKey: true),
          .init(name: "title", type: .text),
        ])
      try Sample.create(pages, in: subject.store)
      let target = InsertTarget(schema: pages, columns: ["number", "title"], conflict: .keep)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch([[nil, "x"], [4, "y"]]), into: target)
      }
      try expect(
        "refused", outcome.refused.map { "\($0.row) \($0.code)" }, is: ["0 store.not-null"])
    },
    StoreCheck("a check on a decimal compares numbers") { subject in
      try Sample.create(Sample.accounts, in: subject.store)
      let outcome = try Sample.insert(
        [
          ["a", "a@example.com", nil, "10.00"], ["b", "b@example.com", nil, "100.00"],
          ["c", "c@example.com", nil, "-99.00"],
        ], .keep, in: subject.store)
      try expect("refused", outcome.refused.map(\.row), is: [2])
    },
    StoreCheck("a statement that a constraint refuses is a diagnostic, and undone") { subject in
      try Sample.fill(subject.store)
      try expect(.storeConstraint) {
        try subject.store.transaction { session in
          try session.execute("DELETE FROM orders")
          try session.execute("UPDATE accounts SET email = NULL")
        }
      }
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 2)
    },
    StoreCheck("what an engine refuses is said in the same words on every engine") { subject in
      try Sample.fill(subject.store)
      for (statement, words) in [
        ("UPDATE accounts SET email = NULL", "accounts.email may not be null"),
        ("UPDATE accounts SET email = 'a@example.com'", "another row has this email"),
        (
          "INSERT INTO orders (id, account_id, status) VALUES ('9', 'zoe', 'new')",
          "a row would refer to one that is not there"
        ),
        ("DELETE FROM nowhere", "there is no table nowhere"),
        ("UPDATE accounts SET colour = 1", "there is no column colour"),
      ] {
        do {
          _ = try subject.store.transaction { try $0.execute(statement) }
          throw Unmet("\(statement) was not refused", line: #line)
        } catch let problem as Diagnostic {
          try expect(problem.message.hasSuffix(": \(words)"), "\(problem)")
          try expect(problem.cause != nil, "the engine's own words are the cause of \(problem)")
        }
      }
    },
    StoreCheck("deleting a parent follows the rule of the reference") { subject in
      try Sample.fill(subject.store)
      let accounts = CollectionSchema.Reference(collection: "accounts", column: "id")
      var clearing = accounts
      clearing.onDelete = .setNull
      try Sample.create(
        CollectionSchema(
          name: "notes",
          columns: [
            .init(name: "owner", type: .text, isNullable: true, references: clearing),
            .init(name: "auditor", type: .text, isNullable: true, references: accounts),
          ]), in: subject.store)
      try subject.store.transaction {
        try $0.execute("INSERT INTO notes (owner, auditor) VALUES ('a', 'b')")
        try $0.execute("DELETE FROM accounts WHERE id = 'a'")
      }
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 0)
      try expect(
        "notes", try subject.number("SELECT count(*) FROM notes WHERE owner IS NULL"), is: 1)
      try expect(.storeConstraint) {
        try subject.store.transaction { try $0.execute("DELETE FROM accounts") }
      }
    },
  ]
}

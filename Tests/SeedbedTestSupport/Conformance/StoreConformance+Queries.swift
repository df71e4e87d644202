import SeedbedCore
import SeedbedStore

extension StoreConformance {
  static let queries: [StoreCheck] = [
    StoreCheck("a parameter may stand twice, and out of order") { subject in
      try Sample.fill(subject.store)
      let row = try subject.store.read {
        try $0.rows(
          "SELECT id FROM accounts WHERE email = $2 AND (id = $1 OR country = $1)",
          ["b", "b@example.com"]
        ).first
      }
      try expect("id", row?.text("id"), is: "b")
    },
    StoreCheck("an answer has its columns' names in their order") { subject in
      try Sample.fill(subject.store)
      let row = try subject.store.read {
        try $0.rows("SELECT email AS address, id FROM accounts ORDER BY id").first
      }
      try expect(
        "row", row, is: StoreRow(names: ["address", "id"], values: ["a@example.com", "a"]))
    },
    StoreCheck("a query may run again while its rows are walked through") { subject in
      try Sample.fill(subject.store)
      var seen: [String] = []
      try subject.store.read { session in
        let sql = "SELECT id FROM accounts ORDER BY id"
        try session.forEachRow(sql, []) { row in
          let others = try session.rows(sql).count
          seen.append("\(row.text("id") ?? "?")\(others)")
        }
      }
      try expect("rows seen", seen, is: ["a2", "b2"])
    },
    StoreCheck("a statement tells how many rows it changed") { subject in
      try Sample.fill(subject.store)
      let counts = try subject.store.transaction(.structure) { session in
        [
          try session.execute("UPDATE orders SET status = 'new'"),
          try session.execute("UPDATE orders SET status = 'new' WHERE id = 'none'"),
          try session.execute("DELETE FROM orders WHERE id = $1", ["1"]),
          try session.execute("CREATE TABLE other (id INTEGER)"),
        ]
      }
      try expect("counts", counts, is: [2, 0, 1, 0])
    },
    StoreCheck("a script may hold several statements") { subject in
      try Sample.fill(subject.store)
      try subject.store.transaction { session in
        try session.executeScript(
          "DELETE FROM orders WHERE id = '1'; UPDATE accounts SET country = 'a;b';")
      }
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 1)
      try expect(
        "accounts", try subject.number("SELECT count(*) FROM accounts WHERE country = 'a;b'"),
        is: 2)
    },
    StoreCheck("a script that ends its transaction is told so") { subject in
      try Sample.fill(subject.store)
      try expect(.storeStatement) {
        try subject.store.transaction { try $0.executeScript("DELETE FROM orders; COMMIT;") }
      }
      try subject.store.transaction { try $0.executeScript("DELETE FROM accounts;") }
    },
    StoreCheck("a statement that cannot run is a diagnostic") { subject in
      try expect(.storeStatement) { try subject.store.read { try $0.rows("SELECT nothing") } }
    },
    StoreCheck("the status of a database counts its records by collection") { subject in
      try Sample.fill(subject.store)
      let status = try subject.store.read { try DatabaseStatus(of: $0, name: "it") }
      try expect(
        "status", status.collections.map { "\($0.name) \($0.count)" },
        is: ["accounts 2", "orders 2"])
    },
  ]
}

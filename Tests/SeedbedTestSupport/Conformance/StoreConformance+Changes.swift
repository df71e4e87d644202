import SeedbedCore
import SeedbedStore

extension StoreConformance {
  static let changes: [StoreCheck] = [
    StoreCheck("a column added takes its default in the rows there are") { subject in
      try Sample.fill(subject.store)
      let column = CollectionSchema.Column(
        name: "level", type: .int, defaultValue: .value(3), check: "level > 0")
      try Sample.change(.addColumn(column, to: "accounts"), in: subject.store)
      let row = try subject.store.read { try $0.rows("SELECT * FROM accounts ORDER BY id").first }
      try expect("level", row?.integer("level"), is: 3)
    },
    StoreCheck("a column whose default is now may be added to rows there are") { subject in
      try Sample.fill(subject.store)
      let column = CollectionSchema.Column(name: "seen", type: .timestamp, defaultValue: .now)
      try Sample.change(.addColumn(column, to: "accounts"), in: subject.store)
      try Sample.change(.addColumn(column, to: "orders"), in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "orders") }
      try expect("columns", found?.columns, is: Sample.orders.columns + [column])
      try expect("indexes", found?.indexes, is: Sample.orders.indexes)
      let count = "SELECT count(*) FROM orders JOIN accounts ON accounts.id = orders.account_id"
      try expect("orders", try subject.number("\(count) AND orders.seen > '2025-01-01'"), is: 2)
      try expect(.storeConstraint) {
        try subject.store.transaction { try $0.execute("UPDATE accounts SET balance = '1.00'") }
      }
    },
    StoreCheck("a unique column may be added, and dropped") { subject in
      try Sample.fill(subject.store)
      let column = CollectionSchema.Column(
        name: "phone", type: .text, isNullable: true, isUnique: true)
      try Sample.change(.addColumn(column, to: "accounts"), in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "accounts") }
      try expect("column", found?.column("phone"), is: column)
      try expect(.storeConstraint) {
        try subject.store.transaction { try $0.execute("UPDATE accounts SET phone = '1'") }
      }
      try Sample.change(.dropColumn("phone", from: "accounts"), in: subject.store)
      try Sample.change(.dropColumn("email", from: "accounts"), in: subject.store)
      try expect(
        "columns", try subject.store.read { try $0.schema(of: "accounts")?.columns.map(\.name) },
        is: ["id", "country", "balance"])
    },
    StoreCheck("a column that refers to a collection may be added, and dropped") { subject in
      try Sample.fill(subject.store)
      let column = CollectionSchema.Column(
        name: "payer", type: .text, isNullable: true,
        references: .init(collection: "accounts", column: "id", onDelete: .setNull))
      try Sample.change(.addColumn(column, to: "orders"), in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "orders")?.column("payer") }
      try expect("column", found, is: column)
      try Sample.change(.dropColumn("payer", from: "orders"), in: subject.store)
      let left = try subject.store.read { try $0.schema(of: "orders") }
      try expect("orders", left, is: Sample.orders)
    },
    StoreCheck("indexes, checks and references follow the rename of a column") { subject in
      try Sample.fill(subject.store)
      try subject.store.transaction(.structure) { session in
        try session.apply(.renameColumn(from: "id", to: "key", in: "accounts"))
        try session.apply(.renameColumn(from: "email", to: "mail", in: "accounts"))
        try session.apply(.renameColumn(from: "balance", to: "total", in: "accounts"))
        try session.apply(.renameColumn(from: "account_id", to: "owner", in: "orders"))
      }
      let (accounts, orders) = try subject.store.read {
        (try $0.schema(of: "accounts"), try $0.schema(of: "orders"))
      }
      try expect("unique", accounts?.column("mail")?.isUnique, is: true)
      try expect(
        "type", accounts?.column("total")?.type, is: .decimal(precision: 12, scale: 2))
      try expect("reference", orders?.column("owner")?.references?.column, is: "key")
      try expect("index", orders?.indexes.first?.columns.first?.name, is: "owner")
      try expect(.storeConstraint) {
        try subject.store.transaction { try $0.execute("UPDATE accounts SET total = '-1.00'") }
      }
      let index = Sample.orders.indexes[0]
      let renamed = CollectionSchema.Index(columns: [.init(name: "owner"), index.columns[1]])
      try Sample.change(.dropIndex(renamed, on: "orders"), in: subject.store)
    },
    StoreCheck("indexes and references follow the rename of a collection") { subject in
      try Sample.fill(subject.store)
      try subject.store.transaction(.structure) { session in
        try session.apply(.renameCollection(from: "accounts", to: "members"))
        try session.apply(.renameCollection(from: "orders", to: "purchases"))
      }
      let (members, purchases) = try subject.store.read {
        (try $0.schema(of: "members"), try $0.schema(of: "purchases"))
      }
      try expect("unique", members?.column("email")?.isUnique, is: true)
      try expect("parent", purchases?.column("account_id")?.references?.collection, is: "members")
      try expect("types", purchases?.columns.map(\.type), is: Sample.orders.columns.map(\.type))
      try Sample.create(Sample.accounts, Sample.orders, in: subject.store)
    },
    StoreCheck("a collection dropped may be created anew with other types") { subject in
      try Sample.fill(subject.store)
      var orders = Sample.orders
      orders.columns[2].type = .text
      try subject.store.transaction(.structure) { session in
        try session.apply(.dropCollection("orders"))
        try session.apply(.createCollection(orders))
      }
      try expect("orders", try subject.store.read { try $0.schema(of: "orders") }, is: orders)
      try expect("rows", try subject.number("SELECT count(*) FROM orders"), is: 0)
    },
    StoreCheck("a parent dropped from under its children is refused") { subject in
      try Sample.fill(subject.store)
      try expect(.storeConstraint) {
        try Sample.change(.dropCollection("accounts"), in: subject.store)
      }
      try expect("orders", try subject.number("SELECT count(*) FROM orders"), is: 2)
    },
    StoreCheck("an index comes and goes") { subject in
      try Sample.fill(subject.store)
      let index = CollectionSchema.Index(
        columns: [.init(name: "country", isDescending: true)], isUnique: true)
      try Sample.change(.createIndex(index, on: "accounts"), in: subject.store)
      let made = try subject.store.read { try $0.schema(of: "accounts")?.indexes }
      try expect("indexes", made, is: [index])
      try Sample.change(.dropIndex(index, on: "accounts"), in: subject.store)
      let left = try subject.store.read { try $0.schema(of: "accounts")?.indexes }
      try expect("indexes", left, is: [])
    },
    StoreCheck("a column added by another connection is seen at once") { subject in
      try Sample.fill(subject.store)
      let sql = "SELECT * FROM accounts"
      _ = try subject.store.transaction { try $0.rows(sql).count }
      _ = try subject.store.read { try $0.rows(sql).count }
      let other = try subject.open()
      let column = CollectionSchema.Column(name: "level", type: .int, defaultValue: .value(1))
      try Sample.change(.addColumn(column, to: "accounts"), in: other)
      try other.close()
      let read = try subject.store.read { try $0.rows(sql).first }
      try expect("level", read?.integer("level"), is: 1)
      let written = try subject.store.transaction { try $0.rows(sql).first }
      try expect("level", written?.integer("level"), is: 1)
    },
  ]
}

import SeedbedCore
import SeedbedStore

/// A default of every type that has one.
private let defaults = CollectionSchema(
  name: "defaults",
  columns: [
    .init(name: "id", type: .text, isPrimaryKey: true),
    .init(name: "number", type: .int, defaultValue: .value(-5)),
    .init(name: "digits", type: .text, defaultValue: .value("007")),
    .init(name: "flag", type: .bool, defaultValue: .value(.bool(true))),
    .init(name: "ratio", type: .float, defaultValue: .value(.float(1.5))),
    .init(
      name: "amount", type: .decimal(precision: 8, scale: 2),
      defaultValue: .value(.decimal(ExactDecimal(unscaled: 1050, scale: 2)))),
    .init(name: "content", type: .bytes, defaultValue: .value(.bytes([0, 255]))),
    .init(
      name: "since", type: .timestamp,
      defaultValue: .value(.timestamp(Timestamp(seconds: 1_700_000_000)))),
    .init(name: "document", type: .json, defaultValue: .value(.json(#"{"a":"it's"}"#))),
    .init(name: "made", type: .timestamp, defaultValue: .now),
  ])

extension StoreConformance {
  static let structure: [StoreCheck] = [
    StoreCheck("a collection is described as it was created") { subject in
      try Sample.create(Sample.accounts, Sample.orders, in: subject.store)
      var accounts = Sample.accounts
      accounts.columns[3].check = nil
      let found = try subject.store.read {
        [try $0.schema(of: "accounts"), try $0.schema(of: "orders")]
      }
      try expect("accounts", found[0].map(withoutChecks), is: accounts)
      try expect("orders", found[1].map(withoutChecks), is: Sample.orders)
    },
    StoreCheck("a default of every type is described as it was created") { subject in
      try Sample.create(defaults, in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "defaults") }
      try expect("defaults", found, is: defaults)
    },
    StoreCheck("a unique index and a unique column are told apart") { subject in
      var accounts = Sample.accounts
      accounts.indexes = [.init(columns: [.init(name: "country")], isUnique: true)]
      try Sample.create(accounts, in: subject.store)
      let found = try subject.store.read { try $0.schema(of: "accounts") }
      try expect("indexes", found?.indexes, is: accounts.indexes)
      try expect("unique", found?.columns.filter(\.isUnique).map(\.name), is: ["email"])
    },
    StoreCheck("what has a description is there, and nothing else") { subject in
      try Sample.create(Sample.accounts, in: subject.store)
      try subject.store.transaction(.structure) { session in
        try session.executeScript("CREATE VIEW few AS SELECT id FROM accounts")
        let names = ["accounts", "Accounts", "few", "seedbed_columns", "seedbed_lease", "other"]
        for name in names {
          let isDescribed = try session.schema(of: name) != nil
          try expect(name, try session.hasCollection(name), is: isDescribed)
        }
        try expect(try session.hasCollection("accounts"), "accounts is there")
        try expect(try !session.hasCollection("other"), "other is not there")
      }
    },
    StoreCheck("there is no description of what is not there") { subject in
      try expect("schema", try subject.store.read { try $0.schema(of: "accounts") }, is: nil)
    },
    StoreCheck("collections are listed by name, without the store's own") { subject in
      try Sample.fill(subject.store)
      try TestMark.set("test", on: subject.store, confirmation: subject.store.name)
      try expect(
        "names", try subject.store.read { try $0.collectionNames() }, is: ["accounts", "orders"])
    },
    StoreCheck("names may hold quotes and words of SQL") { subject in
      let order = CollectionSchema(
        name: "order",
        columns: [
          .init(name: "group", type: .text, isPrimaryKey: true),
          .init(name: #"a "b" c"#, type: .decimal(precision: 4, scale: 1), isUnique: true),
          .init(name: #"it's "so""#, type: .enumeration(["it's", #"a "b""#, "x'',y"])),
        ], indexes: [.init(columns: [.init(name: "group", isDescending: true)])])
      try Sample.create(order, in: subject.store)
      try expect("order", try subject.store.read { try $0.schema(of: "order") }, is: order)
    },
    StoreCheck("foreign keys are checked before a structure transaction commits") { subject in
      try Sample.fill(subject.store)
      try expect(.storeConstraint) {
        try subject.store.transaction(.structure) { session in
          try session.execute("UPDATE orders SET account_id = 'nobody' WHERE id = '1'")
        }
      }
      let lost = "SELECT count(*) FROM orders WHERE account_id = 'nobody'"
      try expect("orders lost", try subject.number(lost), is: 0)
    },
    StoreCheck("foreign keys are on again after a structure transaction") { subject in
      try Sample.fill(subject.store)
      try expect(.storeConstraint) {
        try subject.store.transaction {
          try $0.execute("INSERT INTO orders (id, account_id) VALUES ('9', 'nobody')")
        }
      }
    },
    StoreCheck("what is made, altered and dropped is told from what stays") { subject in
      let store = subject.store
      func script(_ sql: String) throws {
        try store.transaction(.structure) { try $0.executeScript(sql) }
      }
      func structure() throws -> [StructurePart: String] {
        try store.read { try $0.structure() }
      }
      try script(
        """
        CREATE TABLE orders (id integer PRIMARY KEY, item varchar(20) UNIQUE);
        CREATE TABLE sums (id integer PRIMARY KEY);
        CREATE VIEW lamps AS SELECT id FROM orders;
        CREATE INDEX by_item ON orders (item);
        """)
      let before = try structure()
      try store.transaction(.structure) { session in
        try RowCopies.make(in: session)
        try RowCopies.drop(in: session)
      }
      try TestMark.set("shop", on: store, confirmation: store.name)
      try expect("phrase", StructureChanges(from: before, to: try structure()).phrase, is: nil)
      try script(
        """
        CREATE TABLE visits (id integer PRIMARY KEY, page varchar(20) UNIQUE);
        CREATE INDEX by_page ON visits (page);
        CREATE INDEX by_number ON sums (id);
        ALTER TABLE orders ADD COLUMN note varchar(20);
        DROP VIEW lamps;
        DROP INDEX by_item;
        """)
      try expect(
        "phrase", StructureChanges(from: before, to: try structure()).phrase,
        is: """
          created the index by_number of sums, the table visits; altered the table orders; dropped the index \
          by_item of orders, the view lamps
          """)
    },
  ]

  /// Conditions are SQL that engines word in their own way.
  private static func withoutChecks(_ schema: CollectionSchema) -> CollectionSchema {
    var schema = schema
    for place in schema.columns.indices { schema.columns[place].check = nil }
    return schema
  }
}

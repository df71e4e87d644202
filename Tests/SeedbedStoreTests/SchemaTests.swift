import SeedbedCore
import SeedbedStore
import Testing

struct SchemaTests {
  private let accounts = CollectionSchema(
    name: "accounts", columns: [.init(name: "id", type: .text, isPrimaryKey: true)])
  private let orders = CollectionSchema(
    name: "orders",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "owner", type: .text, references: .init(collection: "accounts", column: "id")),
      .init(name: "total", type: .int),
    ], indexes: [.init(columns: [.init(name: "owner")])])

  private var schema: Schema { Schema([accounts, orders]) }

  private func problem(_ change: StructureChange) -> String? {
    var schema = schema
    let problem = #expect(throws: Schema.Problem.self) { try schema.apply(change) }
    #expect(schema == self.schema, "a change that cannot be made changes nothing")
    return problem?.message
  }

  @Test
  func `a rename is followed by references and indexes`() throws {
    var schema = schema
    try schema.apply(.renameCollection(from: "accounts", to: "members"))
    try schema.apply(.renameColumn(from: "owner", to: "member", in: "orders"))
    #expect(schema["orders"]?.column("member")?.references?.collection == "members")
    #expect(schema["orders"]?.indexes == [.init(columns: [.init(name: "member")])])
  }

  @Test
  func `a rename of a column is followed by the references to it`() throws {
    var schema = schema
    try schema.apply(.renameColumn(from: "id", to: "key", in: "accounts"))
    #expect(schema["orders"]?.column("owner")?.references?.column == "key")
  }

  @Test
  func `a collection may refer to itself`() throws {
    var schema = schema
    let pages = CollectionSchema(
      name: "pages",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(
          name: "parent", type: .text, isNullable: true,
          references: .init(collection: "pages", column: "id")),
      ])
    try schema.apply(.createCollection(pages))
    #expect(schema.names == ["accounts", "orders", "pages"])
  }

  @Test
  func `a collection that others refer to stays`() {
    #expect(
      problem(.dropCollection("accounts")) == "accounts is still referred to by orders.owner")
  }

  @Test
  func `a name written wrong gets the nearest one`() {
    #expect(
      problem(.dropCollection("order"))
        == "there is no collection 'order'; did you mean 'orders'?")
  }

  @Test
  func `a column an index needs stays`() {
    #expect(
      problem(.dropColumn("owner", from: "orders"))
        == "'owner' is part of the index orders_owner_idx; drop that first")
  }

  @Test
  func `a column others refer to stays`() {
    #expect(
      problem(.dropColumn("id", from: "accounts"))
        == "accounts.id is still referred to by orders.owner")
  }

  @Test
  func `a column of the primary key stays`() {
    #expect(
      problem(.dropColumn("id", from: "orders")) == "'id' is in the primary key of orders")
  }

  @Test
  func `a column added to rows needs a value for them`() {
    #expect(
      problem(.addColumn(.init(name: "note", type: .text), to: "orders"))
        == "a column added to orders must be nullable or have a default, for the rows there are")
  }

  @Test
  func `a reference to nothing is refused`() {
    let column = CollectionSchema.Column(
      name: "payer", type: .text, isNullable: true,
      references: .init(collection: "acounts", column: "id"))
    #expect(
      problem(.addColumn(column, to: "orders"))
        == "there is no collection 'acounts'; did you mean 'accounts'?")
  }

  @Test
  func `names of the store itself are kept`() {
    #expect(
      problem(.createCollection(.init(name: "seedbed_x", columns: accounts.columns)))
        == "names that start with 'seedbed_' are kept for the store itself")
  }

  @Test
  func `an index that is there is not made twice`() {
    #expect(
      problem(.createIndex(orders.indexes[0], on: "orders"))
        == "orders has the index orders_owner_idx already")
  }
}

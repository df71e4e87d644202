import SeedbedCore
import Testing

@testable import SeedbedStore

struct CitusDistributionTests {
  private func statements(
    _ name: String, _ distribution: CollectionSchema.Distribution?
  ) -> [String] {
    CitusDistribution.statements(
      for: CollectionSchema(
        name: name, columns: [.init(name: "id", type: .text, isPrimaryKey: true)],
        distribution: distribution))
  }

  @Test
  func `a distributed collection is spread by its column, one shard after the other`() {
    #expect(
      statements("orders", .by(column: "account_id")) == [
        "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'",
        #"SELECT create_distributed_table('"orders"', 'account_id')"#,
      ])
  }

  @Test
  func `a reference collection is put on every node`() {
    #expect(
      statements("countries", .reference) == [
        "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'",
        #"SELECT create_reference_table('"countries"')"#,
      ])
  }

  @Test
  func `names are quoted as names, and then as text`() {
    #expect(
      statements(#"it's "new""#, .by(column: "it's")).last
        == #"SELECT create_distributed_table('"it''s ""new"""', 'it''s')"#)
  }

  @Test
  func `a collection that is not to be spread is left alone`() {
    #expect(statements("orders", nil) == [])
  }
}

struct DistributionProblemTests {
  private static let accounts = CollectionSchema(
    name: "accounts",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true), .init(name: "email", type: .text),
    ], distribution: .by(column: "id"))
  private static let countries = CollectionSchema(
    name: "countries", columns: [.init(name: "code", type: .text, isPrimaryKey: true)],
    distribution: .reference)
  private static let plans = CollectionSchema(
    name: "plans", columns: [.init(name: "id", type: .text, isPrimaryKey: true)])

  /// Problems of orders, which are distributed by account_id and have both columns in their key.
  private func problems(
    _ distribution: CollectionSchema.Distribution? = .by(column: "account_id"),
    _ change: (inout CollectionSchema) -> Void = { _ in }
  ) -> [String] {
    var orders = CollectionSchema(
      name: "orders",
      columns: [
        .init(
          name: "account_id", type: .text, isPrimaryKey: true,
          references: .init(collection: "accounts", column: "id", onDelete: .cascade)),
        .init(name: "number", type: .int, isPrimaryKey: true),
        .init(
          name: "country", type: .text, references: .init(collection: "countries", column: "code")),
        .init(name: "note", type: .text, isNullable: true),
      ], indexes: [.init(columns: [.init(name: "note")])], distribution: distribution)
    change(&orders)
    return Schema([Self.accounts, Self.countries, Self.plans, orders])
      .distributionProblems(of: "orders").map(\.message)
  }

  @Test
  func `parents on the same node and reference collections may be referred to`() {
    #expect(problems() == [])
  }

  @Test
  func `the column is there and never null`() {
    #expect(
      problems(.by(column: "acount_id")) == [
        "it is distributed by 'acount_id', which is not one of its columns; did you mean 'account_id'?",
        "'account_id' refers to accounts.id, which may lie on another node: orders is distributed by "
          + "'acount_id', accounts by 'id'",
      ])
    #expect(
      problems { $0.columns[0].isNullable = true } == [
        "it is distributed by 'account_id', which may be null: such a record lies nowhere"
      ])
  }

  @Test
  func `what is unique includes the column`() {
    #expect(
      problems { $0.columns[0].isPrimaryKey = false } == [
        "its primary key must include 'account_id', by which it is distributed"
      ])
    #expect(
      problems { $0.columns[3].isUnique = true } == [
        "'note' can be unique only together with 'account_id', by which it is distributed"
      ])
    #expect(
      problems { $0.indexes[0].isUnique = true } == [
        "a unique index must include 'account_id', by which it is distributed"
      ])
    #expect(
      problems {
        $0.indexes = [
          .init(columns: [.init(name: "note"), .init(name: "account_id")], isUnique: true)
        ]
        $0.columns[0].isUnique = true
      } == [])
  }

  @Test
  func `a collection that lies on one node only is no parent of a distributed one`() {
    #expect(
      problems { $0.columns[3].references = .init(collection: "plans", column: "id") } == [
        "'note' refers to plans, which must be a reference or distributed, too"
      ])
  }

  @Test
  func `both sides of a reference are distributed by it, with one type`() {
    #expect(
      problems { $0.columns[3].references = .init(collection: "accounts", column: "email") } == [
        "'note' refers to accounts.email, which may lie on another node: orders is distributed by "
          + "'account_id', accounts by 'id'"
      ])
    #expect(
      problems { $0.columns[0].type = .uuid } == [
        "'account_id' is uuid and accounts.id is text, so they do not lie on one node"
      ])
    #expect(
      problems { $0.columns[0].references?.onDelete = .setNull } == [
        "'account_id' says on which node a record lies, and cannot be set to null"
      ])
  }

  @Test(arguments: [CollectionSchema.Distribution.reference, nil])
  func `what is whole on a node does not refer to what is not`(
    distribution: CollectionSchema.Distribution?
  ) {
    #expect(
      problems(distribution) == [
        "'account_id' refers to accounts, which is distributed and so not whole on any node"
      ])
  }

  @Test
  func `a collection may refer to itself by its distribution column`() {
    let nodes = CollectionSchema(
      name: "nodes",
      columns: [
        .init(
          name: "id", type: .text, isPrimaryKey: true,
          references: .init(collection: "nodes", column: "id"))
      ], distribution: .by(column: "id"))
    #expect(Schema([nodes]).distributionProblems(of: "nodes") == [])
  }
}

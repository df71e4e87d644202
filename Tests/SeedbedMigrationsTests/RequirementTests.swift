import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// What `require` and its `else` do, on a database that may hold `orders` already.
@Suite(.blocking)
struct RequirementTests {
  private static let orders = CollectionSchema(
    name: "orders",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "total", type: .decimal(precision: 12, scale: 2)),
    ],
    indexes: [.init(columns: [.init(name: "total", isDescending: true)])])

  private static func migration(else word: String) -> String {
    """
    about: Orders
    require:
      - no_table: orders
        else: \(word)
    up:
      - create_collection:
          name: orders
          columns:
            id: {type: text, primary_key: true}
            total: {type: "decimal(12,2)"}
          indexes:
            - {columns: [total desc]}
    """
  }

  private func outcome(
    else word: String, with existing: CollectionSchema?
  ) throws -> (MigrationOutcome, [AppliedMigration]) {
    let project = try MigrationProject(["1": Self.migration(else: word)])
    let store = try project.store()
    if let existing {
      try store.transaction(.structure) { try $0.apply(.createCollection(existing)) }
    }
    return (try project.apply(to: store), try store.history())
  }

  @Test(arguments: ["fail", "skip", "adopt"])
  func `a requirement that holds lets the steps run`(word: String) throws {
    let (outcome, history) = try outcome(else: word, with: nil)
    #expect(outcome.failure == nil)
    #expect(history.map(\.manner) == [.applied])
  }

  @Test func `fail stops the run and records nothing`() throws {
    let (outcome, history) = try outcome(else: "fail", with: Self.orders)
    #expect(outcome.failure?.code == .migrationRequirement)
    #expect(outcome.failure?.message == "1 cannot run: there is a collection orders already")
    #expect(outcome.failure?.location?.line == 3)
    #expect(history == [])
  }

  @Test func `a collection that is there already is named, with how to take it as it is`() throws {
    let project = try MigrationProject([
      "1": Self.migration(else: "fail").replacing("no_table: orders", with: "no_table: others")
    ])
    let store = try project.store()
    try store.transaction(.structure) { try $0.apply(.createCollection(Self.orders)) }
    let failure = try #require(try project.apply(to: store).failure)
    #expect(failure.message == "1 cannot run: orders is in the database already")
    #expect(failure.help?.contains("'require: [{no_table: orders, else: adopt}]'") == true)
    #expect(failure.location?.line == 6)
    #expect(try store.history() == [])
  }

  @Test func `the plan says what a run would refuse, in the same words`() throws {
    for word in ["fail", "none"] {
      let text = Self.migration(else: "fail")
      let project = try MigrationProject([
        "1": word == "none" ? text.replacing("no_table: orders", with: "no_table: others") : text,
        "2": "about: B\nup: [{drop_collection: {name: orders}}]\n",
      ])
      for store in try project.stores() {
        try store.transaction(.structure) { try $0.apply(.createCollection(Self.orders)) }
        let plan = try plan(of: project, on: store)
        let failure = try #require(try project.apply(to: store).failure)
        #expect(plan.instead == ["1": .fail])
        #expect(plan.refusal?.description == failure.description)
      }
    }
  }

  @Test(arguments: [
    ("view", "CREATE VIEW orders AS SELECT 1 AS one"),
    ("index", "CREATE TABLE t (n int); CREATE INDEX orders ON t (n)"),
  ])
  func `the name of something else is refused, too`(kind: String, sql: String) throws {
    let project = try MigrationProject([
      "1": Self.migration(else: "fail").replacing("no_table: orders", with: "no_table: others")
    ])
    for store in try project.stores() {
      try store.transaction(.structure) { try $0.executeScript(sql) }
      let words = "1 cannot run: the \(kind) orders is in the database already"
      #expect(try plan(of: project, on: store).refusal?.message == words)
      #expect(try project.apply(to: store).failure?.message == words)
    }
  }

  @Test func `the plan knows what the migrations before make, drop and rename`() throws {
    let project = try MigrationProject([
      "1": """
      about: The old orders go
      require: [{table: orders}]
      up:
        - drop_collection: {name: orders}
        - rename_collection: {from: people, to: accounts}
      """,
      "2": Self.migration(else: "skip"),
      "3": "about: C\nrequire: [{table: accounts}, {no_table: people}]\nup: []\n",
      "0": """
      about: People
      up:
        - create_collection: {name: people, columns: {id: {type: text, primary_key: true}}}
        - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}}}
      """,
    ])
    for store in try project.stores() {
      let plan = try plan(of: project, on: store)
      #expect(plan.refusal == nil)
      #expect(plan.instead == [:])
      #expect(
        try project.apply(to: store).done.map(\.manner) == Array(repeating: .applied, count: 4))
    }
  }

  @Test func `the plan says nothing of what sql may have made`() throws {
    let project = try MigrationProject([
      "1": "about: A\nup: [{sql: {sqlite: DROP TABLE orders, postgres: DROP TABLE orders}}]\n",
      "2": Self.migration(else: "fail"),
    ])
    let store = try project.store()
    try store.transaction(.structure) { try $0.apply(.createCollection(Self.orders)) }
    #expect(try plan(of: project, on: store).refusal == nil)
    #expect(try project.apply(to: store).failure == nil)
  }

  private func plan(of project: MigrationProject, on store: any Store) throws -> MigrationPlan {
    var plan = MigrationPlan(for: try project.read().migrations, after: try store.history())
    try store.read { try plan.lookUp(in: $0) }
    return plan
  }

  @Test func `a collection that must be there and is not stops the run`() throws {
    let project = try MigrationProject([
      "1": "about: A\nrequire: [{table: accounts}]\nup: []\n"
    ])
    let outcome = try project.apply(to: project.store())
    #expect(outcome.failure?.message == "1 cannot run: there is no collection accounts")
  }

  @Test func `skip records the migration without its steps`() throws {
    let (outcome, history) = try outcome(else: "skip", with: Self.orders)
    #expect(outcome.done == [.init(id: "1", manner: .skipped, steps: [])])
    #expect(history.map(\.manner) == [.skipped])
  }

  @Test func `adopt takes a structure that is the same`() throws {
    let (outcome, history) = try outcome(else: "adopt", with: Self.orders)
    #expect(outcome.done == [.init(id: "1", manner: .adopted, steps: [])])
    #expect(history.map(\.manner) == [.adopted])
  }

  @Test func `adopt refuses another structure with every difference`() throws {
    let other = CollectionSchema(
      name: "orders",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "total", type: .text, isNullable: true),
        .init(name: "note", type: .text),
      ])
    let (outcome, history) = try outcome(else: "adopt", with: other)
    #expect(
      outcome.failure?.message == """
        cannot adopt 1, for the structure there is another
          orders: column 'total' is text, not decimal(12,2)
          orders: column 'total' is nullable
          orders: column 'note' is there and not in the migration
          orders: there is no index orders_total_desc_idx
        """)
    #expect(history == [])
  }
}

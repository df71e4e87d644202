import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

/// Each kind of step on a real database with two accounts in it.
struct MigrationStepTests {
  private let project: MigrationProject
  private let store: any Store

  init() throws {
    project = try MigrationProject([
      "1": """
      about: Accounts
      up:
        - create_collection:
            name: accounts
            columns:
              id: {type: text, primary_key: true}
              mail: {type: text}
            indexes:
              - {columns: [mail]}
        - sql:
            sqlite: INSERT INTO accounts VALUES ('ada', 'a@x'); INSERT INTO accounts VALUES ('bob', 'b@x')
            postgres: skip
      """
    ])
    store = try project.store()
    _ = try project.apply(to: store)
  }

  private func apply(_ steps: String) throws {
    try project.write("about: Change\nup:\n\(steps)", to: "2")
    if let failure = try project.apply(to: store).failure { throw failure }
  }

  private func values(_ sql: String) throws -> [[String]] {
    try store.read { try $0.rows(sql) }.map { $0.values.map(\.description) }
  }

  @Test func `a renamed column keeps its values and its index`() throws {
    try apply("  - rename_column: {table: accounts, from: mail, to: email}")
    #expect(
      try values("SELECT id, email FROM accounts ORDER BY id") == [
        ["ada", "a@x"], ["bob", "b@x"],
      ])
    #expect(
      try store.collection("accounts")?.indexes == [.init(columns: [.init(name: "email")])])
  }

  @Test func `a renamed collection keeps its rows`() throws {
    try apply("  - rename_collection: {from: accounts, to: people}")
    #expect(try store.collections() == ["people"])
    #expect(try values("SELECT id FROM people ORDER BY id") == [["ada"], ["bob"]])
  }

  @Test func `an added column has its default in the rows there are`() throws {
    try apply("  - add_column: {table: accounts, name: orders, type: int, default: 7}")
    #expect(try values("SELECT orders FROM accounts") == [["7"], ["7"]])
  }

  @Test func `a default of null is no value`() throws {
    try apply(
      "  - add_column: {table: accounts, name: note, type: text, nullable: true, default: null}")
    #expect(try values("SELECT note FROM accounts WHERE note IS NULL").count == 2)
  }

  @Test func `a dropped column is gone`() throws {
    try apply(
      """
        - drop_index: {table: accounts, columns: [mail]}
        - drop_column: {table: accounts, name: mail}
      """)
    #expect(try store.collection("accounts")?.columns.map(\.name) == ["id"])
  }

  @Test func `a dropped collection is gone`() throws {
    try TestMark.set("test", on: store, confirmation: store.name)
    try apply("  - drop_collection: {name: accounts}")
    #expect(try store.collections() == [])
  }

  @Test func `a unique index refuses doubles`() throws {
    try apply("  - create_index: {table: accounts, columns: [mail], unique: true}")
    #expect(throws: Diagnostic.self) {
      try store.transaction { try $0.execute("INSERT INTO accounts VALUES ('eve', 'a@x')") }
    }
  }

  @Test func `an update sets columns of the rows it names`() throws {
    try apply(
      """
        - update:
            table: accounts
            set: {mail: "id || '@y'"}
            where: id = 'ada'
      """)
    #expect(try values("SELECT mail FROM accounts ORDER BY id") == [["ada@y"], ["b@x"]])
  }

  @Test func `sql runs every statement for the engine it names`() throws {
    try apply(
      """
        - sql:
            sqlite: DELETE FROM accounts WHERE id = 'ada'; UPDATE accounts SET mail = 'only'
            postgres: THIS IS NOT SQL
      """)
    #expect(try values("SELECT id, mail FROM accounts") == [["bob", "only"]])
  }

  @Test func `sql is skipped for the engine that says so`() throws {
    try apply("  - sql: {sqlite: skip, postgres: DELETE FROM accounts}")
    #expect(try values("SELECT id FROM accounts").count == 2)
  }

  @Test func `a column that an sql step made can be updated`() throws {
    try apply(
      """
        - sql: {sqlite: ALTER TABLE accounts ADD COLUMN extra TEXT, postgres: skip}
        - update: {table: accounts, set: {extra: "'x'"}}
      """)
    #expect(try values("SELECT DISTINCT extra FROM accounts") == [["x"]])
  }
}

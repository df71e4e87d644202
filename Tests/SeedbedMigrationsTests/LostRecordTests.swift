import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// A migration drops no record of a database that nobody called a test database.
@Suite(.blocking)
struct LostRecordTests {
  private static let made = """
    about: Orders
    up:
      - create_collection: {name: orders, columns: {id: {type: text, primary_key: true}}}
    """
  private static let dropped = """
    about: None any more
    up:
      - rename_collection: {from: orders, to: old}
      - drop_collection: {name: old}
    """

  private let project: MigrationProject
  private let store: any Store

  init() throws {
    project = try MigrationProject(["1": Self.made, "2": Self.dropped])
    store = try project.store()
  }

  private func fill() throws {
    let first = try MigrationProject(["1": Self.made])
    #expect(try first.apply(to: store).failure == nil)
    _ = try store.transaction { try $0.execute("INSERT INTO orders VALUES ('a'), ('b')") }
  }

  @Test func `a collection with records stays, and the refusal counts them`() throws {
    try fill()
    let problem = try #require(throws: Diagnostic.self) { try project.apply(to: store) }
    #expect(problem.message == "2 drops orders with 2 records, and \(store.name) has no test mark")
    #expect(problem.help?.contains("--i-know-this-is \(store.name)") == true)
    #expect(try store.read { try $0.rows("SELECT * FROM orders").count } == 2)
  }

  @Test func `nor does it go under a name that SQL gave it`() throws {
    try fill()
    let renaming = try MigrationProject([
      "1": Self.made,
      "2": """
      about: None any more
      up:
        - sql: {sqlite: ALTER TABLE orders RENAME TO old, postgres: ALTER TABLE orders RENAME TO old}
        - drop_collection: {name: old}
      """,
    ])
    let failure = try renaming.apply(to: store).failure
    #expect(failure?.code == .migrationLosesRecords)
    #expect(try store.read { try $0.rows("SELECT * FROM orders").count } == 2)
  }

  @Test func `it goes where the database is named, or has the test mark`() throws {
    try fill()
    let run = MigrationRun(on: store, now: { Timestamp(seconds: 0) })
    let outcome = try run.apply(project.read().migrations, confirmation: store.name)
    #expect(outcome.done.map(\.id) == ["2"])
    #expect(try !store.read { try $0.hasCollection("old") })
  }

  @Test func `what is made and dropped in one run, or holds nothing, is nobody's loss`() throws {
    #expect(try project.apply(to: store).done.map(\.id) == ["1", "2"])
  }
}

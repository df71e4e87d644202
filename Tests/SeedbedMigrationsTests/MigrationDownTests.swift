import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

@Suite(.blocking)
struct MigrationDownTests {
  private static let first = """
    about: Accounts
    up:
      - create_collection:
          name: accounts
          columns:
            id: {type: text, primary_key: true}
            mail: {type: text}
    """

  private static let second = """
    about: Names and words
    up:
      - add_column: {table: accounts, name: level, type: int, default: 1}
      - rename_column: {table: accounts, from: mail, to: email}
      - create_index: {table: accounts, columns: [email]}
      - sql:
          sqlite: CREATE VIEW mails AS SELECT email FROM accounts
          postgres: skip
          down: {sqlite: DROP VIEW mails, postgres: skip}
      - rename_collection: {from: accounts, to: people}
    """

  private func takeBack(
    _ count: Int, of project: MigrationProject, on store: any Store, confirmation: String? = nil
  ) throws -> MigrationDownOutcome {
    try MigrationRun(on: store, now: { Timestamp(seconds: 0) })
      .takeBack(count, of: project.read().migrations, confirmation: confirmation)
  }

  private func marked(_ project: MigrationProject) throws -> any Store {
    let store = try project.store()
    try TestMark.set("test", on: store)
    let outcome = try project.apply(to: store)
    if let failure = outcome.failure { throw failure }
    return store
  }

  @Test func `the opposite of each step, the last one first, gives the structure before`() throws {
    let project = try MigrationProject(["1": Self.first])
    let store = try marked(project)
    let before = try store.collection("accounts")
    try project.write(Self.second, to: "2")
    _ = try project.apply(to: store)
    let outcome = try takeBack(1, of: project, on: store)
    #expect(outcome.failure == nil)
    #expect(
      outcome.undone == [
        .init(
          id: "2",
          steps: [
            "take back: rename collection accounts to people", "take back: run sql",
            "take back: create index accounts_email_idx",
            "take back: rename column accounts.mail to email",
            "take back: add column accounts.level",
          ])
      ])
    #expect(try store.collections() == ["accounts"])
    #expect(try store.collection("accounts") == before)
    #expect(try store.history().map(\.id) == ["1"])
    #expect(try project.apply(to: store).done.map(\.id) == ["2"])
  }

  @Test func `records that go are counted before they go`() throws {
    let project = try MigrationProject(["1": Self.first, "2": Self.second])
    for store in try project.stores() {
      try TestMark.set("test", on: store)
      #expect(try project.apply(to: store).failure == nil)
      try store.transaction {
        _ = try $0.execute("INSERT INTO people (id, email) VALUES ('a', 'b'), ('c', 'd')")
      }
      var heard: [String] = []
      let outcome = try MigrationRun(on: store, now: { Timestamp(seconds: 0) })
        .takeBack(2, of: project.read().migrations) { lost in
          heard.append("\(lost.collection).\(lost.column ?? "*") \(lost.count)")
        }
      #expect(heard == ["accounts.level 2", "accounts.* 2"])
      #expect(outcome.undone.map { $0.lost.map(\.count) } == [[2], [2]])
    }
  }

  @Test func `a step that cannot be taken back says so, and nothing is`() throws {
    let project = try MigrationProject(["1": Self.first])
    for store in try project.stores() {
      try TestMark.set("test", on: store)
      #expect(try project.apply(to: store).failure == nil)
      try store.transaction(.structure) { try $0.executeScript("DROP TABLE accounts") }
      let outcome = try takeBack(1, of: project, on: store)
      #expect(
        outcome.failure?.message == "1 could not be taken back at 'create collection accounts'")
      #expect(outcome.failure?.help == "nothing of it was taken back; mend it, then run again")
      #expect(try store.history().map(\.id) == ["1"])
    }
  }

  @Test func `what seeds brought is known under a new name, and forgotten with its collection`()
    throws
  {
    let project = try MigrationProject(["1": Self.first, "2": Self.second])
    let remembered = """
      CREATE TABLE seedbed_seed_rows (
        collection text NOT NULL, key text NOT NULL, PRIMARY KEY (collection, key));
      INSERT INTO seedbed_seed_rows VALUES ('accounts', 'a'), ('people', 'a'), ('others', 'a')
      """
    for store in try project.stores() {
      try TestMark.set("test", on: store)
      #expect(
        try MigrationRun(on: store, now: { Timestamp(seconds: 0) }).apply([
          project.read().migrations[0]
        ]).failure == nil)
      try store.transaction(.structure) { try $0.executeScript(remembered) }
      func collections() throws -> [String] {
        try store.read { session in
          try session.rows("SELECT collection FROM seedbed_seed_rows ORDER BY collection")
            .compactMap { $0.text("collection") }
        }
      }
      #expect(try project.apply(to: store).failure == nil)
      #expect(try collections() == ["others", "people"])
      #expect(try takeBack(1, of: project, on: store).failure == nil)
      #expect(try collections() == ["accounts", "others"])
      #expect(try takeBack(1, of: project, on: store).failure == nil)
      #expect(try collections() == ["others"])
      try store.transaction {
        _ = try $0.execute("INSERT INTO seedbed_seed_rows VALUES ('accounts', 'x')")
      }
      #expect(try project.apply(to: store).failure == nil)
      #expect(try collections() == ["others"])
    }
  }

  @Test func `several go in one run`() throws {
    let project = try MigrationProject(["1": Self.first, "2": Self.second])
    let store = try marked(project)
    #expect(try takeBack(5, of: project, on: store).undone.map(\.id) == ["2", "1"])
    #expect(try store.collections() == [])
    #expect(try takeBack(1, of: project, on: store).undone == [])
  }

  @Test func `steps under down take their place`() throws {
    let project = try MigrationProject([
      "1": Self.first,
      "2": """
      about: All equal
      up:
        - update: {table: accounts, set: {mail: "'x'"}}
      down:
        - update: {table: accounts, set: {mail: "'y'"}}
      """,
    ])
    let store = try marked(project)
    try store.transaction { _ = try $0.execute("INSERT INTO accounts VALUES ('a', 'b')") }
    #expect(try takeBack(1, of: project, on: store).undone.map(\.steps) == [["update accounts"]])
    #expect(try store.read { try $0.rows("SELECT mail FROM accounts").first?.text("mail") } == "y")
  }

  @Test(arguments: [
    (
      "- drop_column: {table: accounts, name: mail}",
      "'drop column accounts.mail' has no opposite, since what it dropped is gone"
    ),
    (
      "- update: {table: accounts, set: {mail: \"'x'\"}}",
      "'update accounts' has no opposite, since the old values are gone"
    ),
    (
      "- sql: {sqlite: SELECT 1, postgres: skip}",
      "'run sql' has no opposite, since it has no 'down'"
    ),
  ])
  func `what has no opposite is refused before anything is changed`(
    step: String, words: String
  ) throws {
    let project = try MigrationProject([
      "1": Self.first, "2": "about: No way back\nup:\n  \(step)\n",
    ])
    let store = try marked(project)
    let problem = #expect(throws: Diagnostics.self) {
      try takeBack(2, of: project, on: store)
    }
    #expect(problem?.items.map(\.message) == ["2 cannot be taken back: \(words)"])
    #expect(try store.history().count == 2)
  }

  @Test func `a migration may say that it is irreversible, and why`() throws {
    let project = try MigrationProject([
      "1": "\(Self.first)\ndown: {irreversible: the accounts are real}\n"
    ])
    let store = try marked(project)
    let problem = #expect(throws: Diagnostics.self) {
      try takeBack(1, of: project, on: store)
    }
    #expect(
      problem?.items.map(\.message) == ["1 cannot be taken back: the accounts are real"])
  }

  @Test func `it takes the test mark, or the database's name`() throws {
    let project = try MigrationProject(["1": Self.first])
    let store = try project.store()
    _ = try project.apply(to: store)
    let problem = #expect(throws: Diagnostic.self) {
      try takeBack(1, of: project, on: store)
    }
    #expect(problem?.code == .testMarkMissing)
    let outcome = try takeBack(1, of: project, on: store, confirmation: store.name)
    #expect(outcome.undone.map(\.id) == ["1"])
  }
}

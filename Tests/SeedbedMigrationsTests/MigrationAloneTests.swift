import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedMigrations

/// Steps outside a transaction.
@Suite(.blocking)
struct MigrationAloneTests {
  private static let accounts = """
    about: Accounts
    up:
      - create_collection:
          name: accounts
          columns:
            id: {type: text, primary_key: true}
            mail: {type: text}
    """

  private static let alone = """
    about: An index that is built beside the readers
    up:
      - sql:
          transaction: none
          postgres: CREATE INDEX CONCURRENTLY accounts_mail ON accounts (mail)
          sqlite: VACUUM
          down: {postgres: DROP INDEX accounts_mail, sqlite: skip}
    """

  private static let failing = alone.replacing("CONCURRENTLY accounts_mail ON", with: "ON nowhere.")
    .replacing("VACUUM", with: "VACUUM nowhere")

  private func run(on store: any Store) -> MigrationRun {
    MigrationRun(on: store, now: { Timestamp(seconds: 1_768_478_400) })
  }

  @Test func `one step is made outside a transaction, and taken back`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.alone])
    for store in try project.stores() {
      try TestMark.set("test", on: store)
      let outcome = try project.apply(to: store)
      #expect(outcome.failure == nil)
      #expect(outcome.done.map(\.manner) == [.applied, .applied])
      #expect(try store.history().map(\.manner) == [.applied, .applied])
      let indexes = try store.collection("accounts")?.indexes.count
      #expect(indexes == (store.engine == .postgres ? 1 : 0))
      let back = try run(on: store).takeBack(1, of: project.read().migrations)
      #expect(back.undone.map(\.id) == ["2"])
      #expect(try store.collection("accounts")?.indexes == [])
    }
  }

  @Test func `one that the engine refuses is pending as before`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.failing])
    for store in try project.stores() {
      for _ in 1...2 {
        let failure = try #require(try project.apply(to: store).failure)
        #expect(failure.message == "2 failed at 'run sql'")
        #expect(failure.help?.hasPrefix("nothing of this migration was kept") == true)
        #expect(failure.location?.line == (store.engine == .postgres ? 5 : 6))
        #expect(try store.history().map(\.manner) == [.applied])
      }
    }
  }

  @Test func `one that was killed is in doubt until somebody says what became of it`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.alone])
    for store in try project.stores() {
      let migrations = try project.read().migrations
      _ = try run(on: store).apply([migrations[0]])
      func begin() throws {
        _ = try store.transaction {
          try MigrationHistory.record(
            migrations[1].id, migrations[1].checksum, .begun, at: Timestamp(seconds: 1_768_478_400),
            in: $0)
        }
      }
      try begin()
      let problem = #expect(throws: Diagnostics.self) { try project.apply(to: store) }
      #expect(
        problem?.items.map(\.message) == [
          """
          the migration '2' was begun at 2026-01-15T12:00:00.000000Z, and whether it was made is not \
          known
          """
        ])
      try run(on: store).resolve("2", isApplied: false)
      #expect(try store.history().map(\.id) == ["1"])
      try begin()
      try run(on: store).resolve("2", isApplied: true)
      #expect(try project.apply(to: store).alreadyApplied == 2)
      #expect(throws: Diagnostic.self) { try run(on: store).resolve("2", isApplied: true) }
    }
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted))
  func `an index that could not be built is dropped again`() throws {
    let project = try MigrationProject([
      "1": Self.accounts,
      "2": Self.alone.replacing("CREATE INDEX", with: "CREATE UNIQUE INDEX")
        .replacing("DROP INDEX accounts_mail", with: "DROP INDEX CONCURRENTLY accounts_mail"),
    ])
    let url = try TemporaryPostgres.shared.get().database()
    let store = try PostgresStore(url: url)
    try TestMark.set("test", on: store)
    _ = try run(on: store).apply([try project.read().migrations[0]])
    _ = try store.transaction {
      try $0.execute(
        "INSERT INTO accounts VALUES ('a', 'ada@example.com'), ('b', 'ada@example.com')")
    }
    let failure = try #require(try project.apply(to: store).failure)
    #expect(failure.cause?.contains("Key (mail)=(a… (15 characters)) is duplicated.") == true)
    #expect(failure.cause?.contains("accounts_mail\", half-made, was dropped again") == true)
    #expect(
      try store.read { try $0.rows("SELECT 1 AS one FROM pg_index WHERE NOT indisvalid") } == [])

    _ = try store.transaction { try $0.execute("DELETE FROM accounts WHERE id = 'b'") }
    #expect(try project.apply(to: store).failure == nil)
    let back = try run(on: store).takeBack(1, of: project.read().migrations)
    #expect(back.failure == nil)
    #expect(try store.collection("accounts")?.indexes == [])
    #expect(try store.history().map(\.id) == ["1"])
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted))
  func `the limits of the address hold outside a transaction`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.alone])
    let url = try TemporaryPostgres.shared.get().database()
    let other = try PostgresStore(url: url)
    _ = try run(on: other).apply([try project.read().migrations[0]])
    let store = try PostgresStore(url: "\(url)?lock_timeout=200ms")
    _ = try other.transaction { session in
      try session.execute("INSERT INTO accounts VALUES ('a', 'b')")
      let failure = try #require(try project.apply(to: store).failure)
      #expect(failure.cause?.contains("lock timeout") == true)
    }
    #expect(try store.history().map(\.manner) == [.applied])
    _ = try other.transaction { try $0.execute("DROP INDEX IF EXISTS accounts_mail") }
    #expect(try project.apply(to: store).failure == nil)
  }

  @Test func `it is the only step of its file`() throws {
    let project = try MigrationProject([
      "1": """
      about: Two
      up:
        - sql: {sqlite: SELECT 1, postgres: skip}
        - sql: {transaction: none, sqlite: VACUUM, postgres: skip}
      """
    ])
    #expect(
      project.problems().hasPrefix(
        "1.yaml:4:24: a step outside a transaction is the only one of its file"))
  }
}

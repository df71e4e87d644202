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

  private func stores(_ project: MigrationProject) throws -> [any Store] {
    let server = TemporaryPostgres.isWanted ? try TemporaryPostgres.shared.get() : nil
    return try [project.store()]
      + [server?.database()].compactMap { try $0.map { try PostgresStore(url: $0) } }
  }

  @Test func `one step is made outside a transaction, and taken back`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.alone])
    for store in try stores(project) {
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

  @Test func `one that fails, or was killed, is in doubt until somebody says what became of it`()
    throws
  {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.failing])
    for store in try stores(project) {
      let failure = try #require(try project.apply(to: store).failure)
      #expect(failure.message == "2 failed outside a transaction")
      #expect(failure.help?.contains("seedbed migrate resolve 2 --applied") == true)
      #expect(try store.history().map(\.manner) == [.applied, .begun])
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
      _ = try project.apply(to: store)
      try run(on: store).resolve("2", isApplied: true)
      #expect(try project.apply(to: store).alreadyApplied == 2)
      #expect(throws: Diagnostic.self) { try run(on: store).resolve("2", isApplied: true) }
    }
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

import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedMigrations

struct MigrationRunTests {
  private static let accounts = """
    about: Accounts
    up:
      - create_collection:
          name: accounts
          columns:
            id: {type: text, primary_key: true}
            mail: {type: text, unique: true}
          indexes:
            - {columns: [mail desc]}
    """

  private static let orders = """
    about: Orders
    up:
      - create_collection:
          name: orders
          columns:
            id: {type: text, primary_key: true}
            account_id: {type: text, references: accounts.id, on_delete: cascade}
            total: {type: "decimal(12,2)", default: 0.5}
    """

  /// Makes its first step and fails at the second.
  private static let failing = """
    about: Fails
    up:
      - create_collection: {name: half, columns: {id: {type: text, primary_key: true}}}
      - sql: {sqlite: SELECT * FROM nowhere, postgres: skip}
    """

  @Test func `what is pending is applied in order`() throws {
    let project = try MigrationProject(["2": Self.orders, "1": Self.accounts])
    let store = try project.store()
    let outcome = try project.apply(to: store)
    #expect(
      outcome.done == [
        .init(id: "1", manner: .applied, steps: ["create collection accounts"]),
        .init(id: "2", manner: .applied, steps: ["create collection orders"]),
      ])
    #expect(try store.collections() == ["accounts", "orders"])
  }

  @Test func `the history records checksum, manner and time`() throws {
    let project = try MigrationProject(["1": Self.accounts])
    let store = try project.store()
    _ = try project.apply(to: store)
    let migration = try #require(try project.read().migrations.first)
    #expect(
      try store.history() == [
        AppliedMigration(
          id: "1", checksum: migration.checksum, manner: .applied,
          appliedAt: "2026-01-15T12:00:00.000000Z")
      ])
  }

  @Test func `applying again does nothing`() throws {
    let project = try MigrationProject(["1": Self.accounts])
    let store = try project.store()
    _ = try project.apply(to: store)
    let again = try project.apply(to: store)
    #expect(again.done.isEmpty)
    #expect(again.alreadyApplied == 1)
    #expect(again.failure == nil)
  }

  @Test func `the database has what the planned schema says`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.orders])
    let store = try project.store()
    _ = try project.apply(to: store)
    let planned = try project.read().schema
    let differences = try planned.names.flatMap { name in
      Adoption.differences(from: planned[name], to: try store.collection(name), isCreated: true)
    }
    #expect(differences == [])
  }

  @Test func `a failing migration keeps the ones before it and nothing of itself`() throws {
    let project = try MigrationProject([
      "1": Self.accounts, "2": Self.failing, "3": Self.orders,
    ])
    let store = try project.store()
    let outcome = try project.apply(to: store)
    #expect(outcome.done.map(\.id) == ["1"])
    #expect(try store.collections() == ["accounts"])
    #expect(try store.history().map(\.id) == ["1"])
  }

  @Test func `a failing migration names its step and the place`() throws {
    let project = try MigrationProject(["1": Self.failing])
    let failure = try #require(try project.apply(to: project.store()).failure)
    #expect(failure.code == .migrationStepFailed)
    #expect(failure.message == "1 failed at 'run sql'")
    #expect(failure.location?.line == 4)
    #expect(failure.cause?.contains("no such table: nowhere") == true)
  }

  @Test func `a mended migration goes on where the run stopped`() throws {
    let project = try MigrationProject(["1": Self.accounts, "2": Self.failing])
    let store = try project.store()
    _ = try project.apply(to: store)
    try project.write(Self.orders, to: "2")
    #expect(try project.apply(to: store).done.map(\.id) == ["2"])
  }

  @Test func `rows left without their parent fail the migration`() throws {
    let project = try MigrationProject([
      "1": Self.accounts, "2": Self.orders,
      "3": """
      about: An order of nobody
      up:
        - sql:
            sqlite: INSERT INTO orders (id, account_id) VALUES ('o', 'nobody')
            postgres: skip
      """,
    ])
    let store = try project.store()
    let outcome = try project.apply(to: store)
    #expect(outcome.failure?.message == "3 could not be kept")
    #expect(outcome.failure?.cause?.contains("a row of orders refers to a row of accounts") == true)
    #expect(try store.read { try $0.rows("SELECT id FROM orders") } == [])
  }

  @Test func `drift stops the run before any change`() throws {
    let project = try MigrationProject(["1": Self.accounts])
    let store = try project.store()
    _ = try project.apply(to: store)
    try project.write(Self.accounts.replacing("mail", with: "email"), to: "1")
    try project.write(Self.orders, to: "2")
    let error = #expect(throws: Diagnostics.self) { try project.apply(to: store) }
    #expect(error?.items.map(\.code) == [.migrationDrift])
    #expect(try store.collections() == ["accounts"])
  }
}

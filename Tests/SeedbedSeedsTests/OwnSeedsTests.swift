import Foundation
import SeedbedCore
import SeedbedMigrations
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedSeeds

/// The repository's own worked example.
struct OwnSeedsTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path(percentEncoded: false)

  private let folder: TemporaryFolder
  private let store: any Store

  /// A marked database after the repository's own migrations.
  init() throws {
    folder = try TemporaryFolder()
    store = try StoreURL("\(folder.path)/own.sqlite").open()
    try TestMark.set("test", on: store)
    let outcome = try MigrationRun(on: store, now: { Timestamp(seconds: 0) })
      .apply(MigrationFolder(at: Self.root + "migrations").migrations)
    #expect(outcome.failure == nil)
  }

  private func plan(_ set: String, schema: Schema) throws -> SeedPlan {
    try SeedPlan(
      for: SeedFolder(at: Self.root + "seeds").closure(of: set), schema: schema,
      context: SeedContext(folder: Self.root + "seeds", environment: [:]))
  }

  private func load(_ set: String) throws -> SeedOutcome {
    try SeedRun(on: store).load(plan(set, schema: store.read { try $0.schema() }))
  }

  @Test func `demo, then demo_b, then demo gives the first rows again`() throws {
    let loaded = try load("demo")
    let first = try store.dump()
    let other = try load("demo_b")
    let second = try store.dump()
    let last = try load("demo")
    #expect(other.removed == loaded.count)
    #expect(last.removed == other.count)
    #expect(second != first)
    #expect(try store.dump() == first)
  }

  @Test(arguments: ["demo", "demo_b"])
  func `every collection has rows`(set: String) throws {
    let filled = try load(set).loaded.map(\.collection).sorted()
    #expect(try store.read { try $0.collectionNames() } == filled)
  }

  @Test(arguments: ["demo", "demo_b"])
  func `the plan against the migrations is the plan against the database`(set: String) throws {
    let planned = try plan(set, schema: MigrationFolder(at: Self.root + "migrations").schema)
    let found = try plan(set, schema: store.read { try $0.schema() })
    #expect(planned.loads.map(\.batch.bytes) == found.loads.map(\.batch.bytes))
  }
}

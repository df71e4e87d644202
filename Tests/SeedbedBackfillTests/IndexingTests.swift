import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Whether the indexes grow with the records or are built after them makes no difference to what is there.
@Suite(.blocking)
struct IndexingTests {
  /// What a load left, and how.
  private struct Left: Equatable {
    let counts: BackfillCounts
    let checksum: String
    let rejects: [String]
    let runs: [String]
    let schema: CollectionSchema?
  }

  private static let header = "id,page,duration,cost"
  private static let records = (0..<500).map { "v\($0 * 7919 % 997),/\($0 % 7),\($0),\($0).50" }

  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}, cost: {from: cost}}
    rejects: {max: 100}
    """

  private let project: TestProject
  private let store: any Store

  init() throws {
    project = try TestProject()
    store = project.store
  }

  private func run(
    _ indexing: Indexing, on store: any Store, lock: some RunnerLock = FreeLock()
  ) throws -> BackfillOutcome {
    try BackfillRun(
      on: store, lock: lock, options: .init(batchSize: 64, indexing: indexing),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(project.plan(Self.specification))
  }

  private func left(by outcome: BackfillOutcome, on store: any Store) throws -> Left {
    try store.read { session in
      Left(
        counts: outcome.totals,
        checksum: try DatabaseChecksum(of: session, name: "").checksum.description,
        rejects: try session.rows(
          "SELECT record_number, code FROM seedbed_backfill_rejects ORDER BY record_number"
        ).map { "\($0.values)" },
        runs: try session.rows(
          "SELECT id, state, loaded, present, rejected FROM seedbed_backfill_runs ORDER BY id"
        ).map { "\($0.values)" },
        schema: try session.schema(of: "visits"))
    }
  }

  /// Loads the same records in both ways, each into a database of its own.
  private func expectTheSame(_ records: [String], onPostgres: Bool) throws {
    try project.write(([Self.header] + records).joined(separator: "\n"), to: "data.csv")
    let lefts = try [Indexing.during, .after].map { indexing in
      let url =
        onPostgres
        ? try TemporaryPostgres.shared.get().database()
        : "sqlite:\(project.path)/\(indexing.rawValue).sqlite"
      let store = try StoreURL(url).open()
      defer { try? store.close() }
      try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
      return try left(by: run(indexing, on: store), on: store)
    }
    #expect(lefts[0] == lefts[1])
    #expect(lefts[0].schema?.primaryKey.map(\.name) == ["id"])
  }

  @Test func `what is there is the same`() throws {
    try expectTheSame(Self.records, onPostgres: false)
  }

  @Test func `so it is when keys come twice, with the same content and with other`() throws {
    let twice = Self.records + [Self.records[3], Self.records[4] + "1", "v-last,/,1,1.50"]
    try expectTheSame(twice, onPostgres: false)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `and on PostgreSQL`() throws {
    try expectTheSame(Self.records, onPostgres: true)
    try expectTheSame(Self.records + [Self.records[3], "v-last,/,long,1.50"], onPostgres: true)
  }

  @Test func `a killed run goes on with the indexes in place`() throws {
    try project.write(([Self.header] + Self.records).joined(separator: "\n"), to: "data.csv")
    #expect(throws: KillingLock.Killed.self) {
      try run(.after, on: store, lock: KillingLock(after: 3))
    }
    #expect(try store.read { try $0.schema(of: "visits") }?.primaryKey == [])
    let holder = LockHolder(
      purpose: "next", host: "here", process: 1, since: Timestamp(seconds: 0))
    let outcome = try store.asOnlyRunner(holder) { _ in try run(.after, on: store) }
    #expect(outcome.totals.loaded == 500)
    #expect(try store.read { try $0.schema(of: "visits") }?.primaryKey.map(\.name) == ["id"])
    #expect(try project.rows("SELECT count(*) FROM visits") == ["500"])
    #expect(try project.rows("PRAGMA integrity_check") == ["ok"])
  }

  @Test func `a source that breaks off leaves the indexes in place`() throws {
    let records = Self.records + ["\"open,/,1,1.50"]
    try project.write(([Self.header] + records).joined(separator: "\n"), to: "data.csv")
    let outcome = try run(.after, on: store)
    #expect(outcome.totals.loaded == 500)
    #expect(try store.read { try $0.schema(of: "visits") }?.primaryKey.map(\.name) == ["id"])
  }

  @Test func `a small load, and one into an unmarked database, keeps the indexes`() throws {
    try project.write(([Self.header] + Self.records).joined(separator: "\n"), to: "data.csv")
    for isMarked in [false, true] {
      if isMarked { try TestMark.set("test", on: store, confirmation: store.name) }
      #expect(throws: KillingLock.Killed.self) {
        try run(.automatic, on: store, lock: KillingLock(after: 0))
      }
      #expect(try store.read { try $0.schema(of: "visits") }?.primaryKey.map(\.name) == ["id"])
    }
  }

  @Test func `a large load into a marked database builds them after it`() throws {
    let long = String(repeating: "x", count: 20_000)
    let records = Self.records.map { $0.replacing(",/", with: ",/\(long)") }
    try project.write(([Self.header] + records).joined(separator: "\n"), to: "data.csv")
    try TestMark.set("test", on: store, confirmation: store.name)
    #expect(throws: KillingLock.Killed.self) {
      try run(.automatic, on: store, lock: KillingLock(after: 1))
    }
    #expect(try store.read { try $0.schema(of: "visits") }?.primaryKey == [])
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// A restart takes the place of what was read before, batch by batch as it commits, and loses nothing sooner.
@Suite(.blocking)
struct RestartTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [one.csv, two.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    rejects: {max: 100}
    """
  private static let strict = specification.replacing("max: 100", with: "max: 0")
  private static let mended = specification.replacing(
    "duration: {from: duration}}", with: "duration: {from: duration, null_if: [x]}}")
  private static let remembered = ["rejects", "files", "batches", "attempts"].map {
    "SELECT * FROM seedbed_backfill_\($0) ORDER BY file, 2, 3"
  }
  private static let kept =
    "SELECT file, record_number, CAST(length(raw) AS bigint) AS size FROM seedbed_backfill_rejects "
    + "ORDER BY file, record_number"

  private let project: TestProject

  init() throws {
    project = try TestProject()
    try project.write(
      "id,page,duration\na,/a,1\nb,/b,x\nc,/c,3\nd,/d,x\ne,\"/\ne\",y\n", to: "one.csv")
    try project.write("id,page,duration\nf,/f,1\ng,\"/\n\ng\",x\n", to: "two.csv")
  }

  enum Engine: CaseIterable { case sqlite, postgres }

  static let engines: [Engine] = TemporaryPostgres.isWanted ? Engine.allCases : [.sqlite]

  private func open(_ engine: Engine) throws -> any Store {
    guard engine == .postgres else { return project.store }
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
    return store
  }

  @discardableResult
  private func load(
    _ text: String, into store: any Store, batch: Int = 20_000, restart: Bool = true,
    lock: some RunnerLock = FreeLock()
  ) throws -> BackfillOutcome {
    try BackfillRun(
      on: store, lock: lock, options: .init(batchSize: batch, restart: restart),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(project.plan(text))
  }

  private func rows(_ queries: [String], in store: any Store) throws -> [String] {
    try store.read { session in
      try queries.flatMap { try session.rows($0).map { "\($0.values)" } }
    }
  }

  private func replay(_ text: String, on store: any Store) throws -> ReplayOutcome {
    try RejectReplay(
      on: store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).replay(project.plan(text))
  }

  @Test(arguments: engines)
  func `one that fails in its first batch leaves everything as it was`(engine: Engine) throws {
    let store = try open(engine)
    defer { if engine == .postgres { try? store.close() } }
    try load(Self.specification, into: store, restart: false)
    let before = try rows(Self.remembered, in: store)
    #expect(try load(Self.strict, into: store).failure?.code == .backfillRejects)
    #expect(throws: KillingLock.Killed.self) {
      try load(Self.mended, into: store, lock: KillingLock(after: 0))
    }
    #expect(try rows(Self.remembered, in: store) == before)
    let compared = try Reconciliation.outcome(of: project.plan(Self.specification), on: store)
    #expect(compared.unloadedFiles.isEmpty)
    #expect(compared.rejectedCount == 4)
    #expect(try replay(Self.mended, on: store).counts.loaded == 3)
  }

  @Test(arguments: engines)
  func `one that fails later has the rejects of what it did not read again`(engine: Engine) throws {
    let store = try open(engine)
    defer { if engine == .postgres { try? store.close() } }
    try load(Self.specification, into: store, restart: false)
    let before = try rows([Self.kept], in: store)
    #expect(try load(Self.strict, into: store, batch: 1).failure?.code == .backfillRejects)
    #expect(try rows([Self.kept], in: store) == before)
    #expect(throws: KillingLock.Killed.self) {
      try load(Self.mended, into: store, batch: 3, lock: KillingLock(after: 1))
    }
    #expect(try rows([Self.kept], in: store) == Array(before.dropFirst()))
  }

  @Test(arguments: engines)
  func `one that was killed goes on, and its new rejects take the place of the old`(
    engine: Engine
  ) throws {
    let store = try open(engine)
    defer { if engine == .postgres { try? store.close() } }
    try load(Self.specification, into: store, restart: false)
    #expect(throws: KillingLock.Killed.self) {
      try load(Self.mended, into: store, batch: 3, lock: KillingLock(after: 1))
    }
    let one = Self.mended.replacing("one.csv, two.csv", with: "one.csv")
    #expect(try replay(one, on: store).counts.read == 0)
    let outcome = try load(one, into: store, restart: false)
    #expect(outcome.counts.read == 2)
    #expect(outcome.totals.rejected == 1)
    #expect(
      try store.read { try BackfillRejects.all(of: "test", withSettled: false, in: $0) }
        .map { "\($0.file) \($0.number)" } == ["one.csv 5", "two.csv 2"])
  }

  @Test func `rejects that are read again later do not count against the limit`() throws {
    try load(Self.specification, into: project.store, restart: false)
    let just = Self.mended.replacing("max: 100", with: "max: 2")
    let outcome = try load(just, into: project.store, batch: 1)
    #expect(outcome.failure == nil)
    #expect(try project.rejects().map(\.number) == [5])
  }

  @Test func `what a shorter file no longer has is forgotten at its end`() throws {
    try load(Self.specification, into: project.store, restart: false)
    try project.write("id,page,duration\na,/a,1\nb,/b,x\n", to: "one.csv")
    try load(Self.specification, into: project.store, batch: 1)
    #expect(try project.rejects().map(\.number) == [2, 2])
    try project.write("id,page,duration\n", to: "one.csv")
    try load(Self.specification, into: project.store)
    #expect(try project.rejects().map(\.file) == ["two.csv"])
  }

  @Test func `where all rows are gone, rejects stay until they are read again`() throws {
    try load(Self.specification, into: project.store, restart: false)
    let before = try project.rows(Self.kept)
    try project.store.transaction { _ = try $0.execute("DELETE FROM visits") }
    let outcome = try load(Self.strict, into: project.store, restart: false)
    #expect(outcome.failure?.code == .backfillRejects)
    #expect(try project.rows(Self.kept) == before)
    #expect(try load(Self.specification, into: project.store, restart: false).counts.loaded == 3)
    #expect(try project.rows(Self.kept) == before)
  }

  private static let replacing = """
    backfill: again
    target: visits
    on_conflict: replace
    source: {format: csv, files: [one.csv]}
    map: {id: {from: id}, page: {from: page}}
    """

  @Test(arguments: engines)
  func `records of others give way to a restart only where the database is a test's`(
    engine: Engine
  ) throws {
    let store = try open(engine)
    defer { if engine == .postgres { try? store.close() } }
    try project.write("id,page\na,/a\nb,/b\n", to: "one.csv")
    try load(Self.replacing, into: store, restart: false)
    // As many records as were loaded, and one of them somebody else's.
    try store.transaction { session in
      try session.execute("DELETE FROM visits WHERE id = 'b'")
      try session.execute("INSERT INTO visits (id, page) VALUES ('c', '/mine')")
    }
    try project.write("id,page\na,/other\nc,/c\n", to: "one.csv")
    let pages = ["SELECT id, page FROM visits ORDER BY id"]
    let before = try rows(pages, in: store)
    #expect(try load(Self.replacing, into: store).failure?.code == .testMarkMissing)
    #expect(try rows(pages, in: store) == before)
    try TestMark.set("test", on: store, confirmation: store.name)
    #expect(try load(Self.replacing, into: store).counts.loaded == 2)
  }

  @Test(arguments: engines)
  func `what a backfill loaded itself gives way to its restart, with no test mark`(
    engine: Engine
  ) throws {
    let store = try open(engine)
    defer { if engine == .postgres { try? store.close() } }
    try project.write("id,page\na,/a\nb,/b\n", to: "one.csv")
    try load(Self.replacing, into: store, restart: false)
    for page in ["/1", "/2"] {
      try project.write("id,page\na,/a\nb,\(page)\n", to: "one.csv")
      #expect(try load(Self.replacing, into: store).counts.loaded == 1)
    }
  }
}

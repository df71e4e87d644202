import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// A run is believed only where its rows are.
@Suite(.blocking)
struct StandingRowTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [one.csv, two.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    rejects: {max: 100}
    """

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\nb,/b,2\nc,/c,x\n", to: "one.csv")
    try project.write("id,page,duration\nd,/d,4\n", to: "two.csv")
    return project
  }

  private func checkAllIsLoadedAgain(
    in project: TestProject, on store: any Store, after takeAway: (any StoreSession) throws -> Void
  ) throws {
    let run = BackfillRun(
      on: store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) })
    _ = try run.load(project.plan(Self.specification))
    try store.transaction(.structure, takeAway)
    let again = try run.load(project.plan(Self.specification))
    #expect(again.counts.loaded == 3)
    #expect(again.counts.rejected == 1)
    #expect(again.totals == again.counts)
    #expect(again.isGood)
    #expect(
      again.findings == [
        .reread(file: "one.csv", rows: 2), .reread(file: "two.csv", rows: 1),
      ])
    #expect(try run.load(project.plan(Self.specification)).counts.read == 0)
    let undone = try BackfillUndo(
      on: store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).undo("test-2")
    #expect(undone.removed == 3)
  }

  @Test func `rows that went with their collection are loaded again`() throws {
    let project = try project()
    try checkAllIsLoadedAgain(in: project, on: project.store) { session in
      try session.apply(.dropCollection("visits"))
      try session.apply(.createCollection(.visits))
    }
  }

  @Test func `rows that were deleted are loaded again, beside others`() throws {
    let project = try project()
    try checkAllIsLoadedAgain(in: project, on: project.store) { session in
      try session.execute("DELETE FROM visits")
      try session.execute("INSERT INTO visits (id, page) VALUES ('mine', '/')")
    }
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `so it is on PostgreSQL`() throws {
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    defer { try? store.close() }
    try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
    try checkAllIsLoadedAgain(in: project(), on: store) { try $0.execute("TRUNCATE visits") }
  }

  @Test func `when some are gone the run is not good, and says how many`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.store.transaction { _ = try $0.execute("DELETE FROM visits WHERE id = 'b'") }
    try project.append("e,/e,5\n", to: "two.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.loaded == 1)
    #expect(outcome.findings == [.lost(file: "one.csv", rows: 1, of: 2)])
    #expect(!outcome.isGood)
    #expect(try project.load(Self.specification, restart: true).counts.loaded == 1)
    #expect(try project.load(Self.specification).isGood)
  }

  @Test func `a collection that was emptied of rows that were there before is loaded`() throws {
    let project = try project()
    let twin = Self.specification.replacing("backfill: test", with: "backfill: twin")
    try project.load(twin)
    #expect(try project.load(Self.specification).counts.present == 3)
    try project.store.transaction { _ = try $0.execute("DELETE FROM visits") }
    #expect(try project.load(Self.specification).counts.loaded == 3)
  }

  @Test func `what is undone is compared with all of the source`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.append("e,/e,5\n", to: "two.csv")
    try project.load(Self.specification)
    _ = try BackfillUndo(
      on: project.store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).undo("test-2")
    let outcome = try Reconciliation.outcome(
      of: project.plan(Self.specification), on: project.store)
    #expect(outcome.differenceCounts == [.missing: 1])
    #expect(outcome.unloadedFiles == ["two.csv"])
    #expect(outcome.sourceCount == 4)
  }

  @Test func `a file that is not loaded is called what it will be known by`() throws {
    let project = try project()
    try project.load(Self.specification)
    let moved = Self.specification.replacing("one.csv, two.csv", with: "one.csv, two.csv, old.csv")
    let folder = project.path + "/history/"
    try FileManager.default.moveItem(atPath: folder + "two.csv", toPath: folder + "old.csv")
    try project.write("id,page,duration\ng,/g,7\n", to: "two.csv")
    let outcome = try Reconciliation.outcome(of: project.plan(moved), on: project.store)
    #expect(outcome.unloadedFiles == ["two.csv#2"])
  }
}

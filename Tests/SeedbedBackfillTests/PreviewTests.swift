import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Synchronization
import Testing

@testable import SeedbedBackfill

/// A dry run shows what a load would do, and does none of it.
struct PreviewTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    filter: [{name: none, drop_if: {page: /healthz}}]
    rejects: {max: 100}
    """

  /// Does it where nobody sees it.
  private func preview(_ text: String, in project: TestProject, batch: Int = 20_000) throws
    -> BackfillPreview
  {
    let store = try StoreURL("sqlite:\(project.path)/test.sqlite").openForRehearsal()
    defer { try? store.close() }
    return try Self.preview(project.plan(text), on: store, batch: batch)
  }

  private static func preview(
    _ plan: BackfillPlan, on store: any Store, batch: Int = 20_000
  ) throws -> BackfillPreview {
    let run = BackfillRun(
      on: store, lock: FreeLock(), options: .init(batchSize: batch),
      now: { Timestamp(seconds: 1_767_225_600) })
    return try BackfillPreview(of: run.load(plan), plan, on: store)
  }

  /// Everything an SQLite database holds: its file, and the log beside it.
  private func files(of project: TestProject) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: project.path)
    #expect(!names.contains { $0.hasSuffix("lock") })
    return try ["test.sqlite", "test.sqlite-wal"].reduce(into: [:]) { files, name in
      files[name] = try Data(contentsOf: URL(filePath: "\(project.path)/\(name)"))
    }
  }

  @Test func `it counts, shows the first rows and keeps nothing`() throws {
    let project = try TestProject()
    try project.store.transaction { session in
      _ = try session.execute("INSERT INTO visits (id, page) VALUES ('a', '/a'), ('b', '/')")
    }
    try project.write(
      "id,page,duration\na,/a,\nb,/b,2\nc,/c,3\nd,/healthz,1\ne,/e,x\nf,/f,\n", to: "data.csv")
    let before = try files(of: project)
    let preview = try preview(Self.specification, in: project)
    #expect(try files(of: project) == before)
    var expected = BackfillCounts()
    expected.read = 6
    expected.loaded = 2
    expected.present = 1
    expected.filtered = 1
    expected.rejected = 2
    #expect(preview.outcome.counts == expected)
    #expect(preview.columns == ["id", "page", "duration"])
    #expect(preview.samples == [["c", "/c", "3"], ["f", "/f", "null"]])
    #expect(preview.outcome.rejects.map(\.code) == ["key.conflict", "type.int"])
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["a", "b"])
    #expect(try project.store.read { try BackfillStatus(of: $0).runs.isEmpty })
  }

  @Test func `a load after it does what it said`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\nb,/b,x\na,/c,1\n", to: "data.csv")
    let preview = try preview(Self.specification, in: project, batch: 1)
    #expect(try project.load(Self.specification).counts == preview.outcome.counts)
  }

  @Test(arguments: [
    "rejects: {max: 0}", "rejects: {max_ratio: 10%}",
    "rejects: {max: 9}\ncheck: [{sum: duration, equals: 2}]",
  ])
  func `it stops at the limit and fails the check that a load does`(rule: String) throws {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\nb,/b,x\n", to: "data.csv")
    let text = Self.specification.replacing("rejects: {max: 100}", with: rule)
    let outcome = try preview(text, in: project).outcome
    let load = try project.load(text)
    #expect(!outcome.isGood)
    #expect(outcome.failure?.message == load.failure?.message)
    #expect(outcome.checks == load.checks)
    #expect(outcome.failure.map { $0.help?.contains("nothing was changed") == true } ?? true)
    #expect(outcome.failure?.help?.contains(" kept") != true)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `on PostgreSQL it leaves no row, no table and no sequence changed`() throws {
    let project = try TestProject()
    let url = try StoreURL(TemporaryPostgres.shared.get().database())
    let store = try url.open()
    defer { try? store.close() }
    try store.transaction(.structure) { session in
      try session.apply(.createCollection(.visits))
      try session.execute("ALTER TABLE visits ADD COLUMN number bigserial")
    }
    try project.write("id,page,duration\na,/a,1\nb,/b,x\na,/c,1\n", to: "data.csv")
    let plan = try project.plan(Self.specification)
    let rehearsal = try url.openForRehearsal()
    let preview = try Self.preview(plan, on: rehearsal, batch: 1)
    try rehearsal.close()
    #expect(preview.outcome.counts.loaded == 1)
    #expect(preview.outcome.rejects.map(\.code) == ["type.int", "key.conflict"])
    #expect(preview.samples == [["a", "/a", "1"]])
    let left = try store.read { session in
      try session.rows(
        "SELECT relname FROM pg_class WHERE relname LIKE 'seedbed%' AND relkind = 'r'"
      ).count + session.rows("SELECT id FROM visits").count
    }
    #expect(left == 0)
  }
}

struct ThrottleTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    key: {source_position: true}
    map: {page: {from: page}}
    """

  /// A clock that stands still but for sleeping.
  private final class Sleeper: Sendable {
    private let slept = Mutex<Duration>(.zero)
    var time: Duration { slept.withLock { $0 } }
    func sleep(_ duration: Duration) { slept.withLock { $0 += duration } }
  }

  private func project(records: Int) throws -> TestProject {
    let project = try TestProject()
    try project.write(
      "page\n" + (0..<records).map { "/\($0)\n" }.joined(), to: "data.csv")
    return project
  }

  private func load(
    _ project: TestProject, _ throttle: Throttle, batch: Int = 100
  ) throws -> BackfillOutcome {
    try BackfillRun(
      on: project.store, lock: FreeLock(), options: .init(batchSize: batch, throttle: throttle),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(project.plan(Self.specification))
  }

  @Test func `no more records a second than allowed`() throws {
    let sleeper = Sleeper()
    let outcome = try load(
      project(records: 1000),
      Throttle(mostPerSecond: 50, clock: { sleeper.time }, sleep: { sleeper.sleep($0) }))
    #expect(outcome.counts.loaded == 1000)
    #expect(sleeper.time == .seconds(20))
  }

  @Test func `batches grow and shrink to the time they may take`() {
    func next(_ taken: Duration) -> Int {
      BatchPace.next(after: 1000, in: taken, wanted: .milliseconds(200), most: 1500)
    }
    #expect(next(.milliseconds(200)) == 1000)
    #expect(next(.milliseconds(250)) == 800)
    #expect(next(.milliseconds(4000)) == 500)
    #expect(next(.milliseconds(10)) == 1500)
    #expect(BatchPace.next(after: 1, in: .seconds(9), wanted: .milliseconds(1), most: 9) == 1)
  }

  @Test func `a run waits while it is paused`() throws {
    let sleeper = Sleeper()
    let outcome = try load(
      project(records: 250),
      Throttle(
        isPaused: { sleeper.time < .seconds(3) }, clock: { sleeper.time },
        sleep: { sleeper.sleep($0) }))
    #expect(outcome.counts.loaded == 250)
    #expect(sleeper.time == .seconds(3))
  }

  @Test func `an interruption ends the run after a batch, and the next goes on`() throws {
    let project = try project(records: 5000)
    let asked = Mutex(0)
    let outcome = try load(
      project,
      Throttle(isInterrupted: {
        asked.withLock { asked in
          asked += 1
          return asked == 3
        }
      }), batch: 4000)
    #expect(
      outcome.failure?.message == "interrupted after record 3072 of data.csv (byte 17327)")
    #expect(outcome.counts.loaded == 3072)
    #expect(try project.states() == ["interrupted"])
    let rest = try load(project, Throttle())
    #expect(rest.counts.loaded == 5000 - 3072)
    #expect(try project.states() == ["interrupted", "done"])
  }
}

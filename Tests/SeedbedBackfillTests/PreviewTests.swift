import SeedbedCore
import SeedbedStore
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

  @Test func `it counts, shows the first rows and keeps nothing`() throws {
    let project = try TestProject()
    try project.store.transaction { session in
      _ = try session.execute("INSERT INTO visits (id, page) VALUES ('a', '/a'), ('b', '/')")
    }
    try project.write(
      "id,page,duration\na,/a,\nb,/b,2\nc,/c,3\nd,/healthz,1\ne,/e,x\nf,/f,\n", to: "data.csv")
    let preview = try BackfillPreview(
      of: project.plan(Self.specification), options: .init(), on: project.store)
    var expected = BackfillCounts()
    expected.read = 6
    expected.loaded = 2
    expected.present = 1
    expected.filtered = 1
    expected.rejected = 2
    #expect(preview.counts == expected)
    #expect(preview.columns == ["id", "page", "duration"])
    #expect(preview.samples == [["c", "/c", "3"], ["f", "/f", "null"]])
    #expect(preview.rejects.map(\.code) == ["key.conflict", "type.int"])
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["a", "b"])
    #expect(try project.store.read { try BackfillStatus(of: $0).runs.isEmpty })
  }

  @Test func `a load after it does what it said`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\nb,/b,x\n", to: "data.csv")
    let plan = try project.plan(Self.specification)
    let preview = try BackfillPreview(of: plan, options: .init(batchSize: 1), on: project.store)
    #expect(try project.load(Self.specification).counts == preview.counts)
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

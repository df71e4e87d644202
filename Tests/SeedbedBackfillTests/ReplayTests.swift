import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

/// Rejects are tried again through today's mapping, and everything stays counted.
struct ReplayTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [one.csv, two.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    filter: [{name: none, drop_if: {page: /healthz}}]
    rejects: {max: 100}
    check: [{sum: duration, equals: 0}]
    """
  private static let mended = specification.replacing(
    "duration: {from: duration}}", with: "duration: {from: duration, null_if: [x]}}")

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write(
      "id,page,duration\na,/a,1\nb,/b,x\nc,/healthz,x\nd,/d,y\n", to: "one.csv")
    try project.write("id,page,duration\na,/a,x\ne,/e,5\nb,/b,x\n", to: "two.csv")
    return project
  }

  private func replay(_ text: String, in project: TestProject) throws -> ReplayOutcome {
    try RejectReplay(
      on: project.store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).replay(project.plan(text))
  }

  private func kept(_ file: String, _ number: Int, in project: TestProject) throws -> KeptReject {
    try project.store.read { try KeptReject(of: "test", file: file, number: number, in: $0) }
  }

  @Test func `a mended mapping settles what it can`() throws {
    let project = try project()
    #expect(try project.load(Self.specification).counts.rejected == 5)
    let outcome = try replay(Self.mended, in: project)
    var expected = BackfillCounts()
    expected.read = 5
    expected.loaded = 1
    expected.present = 1
    expected.filtered = 1
    expected.rejected = 2
    #expect(outcome.counts == expected)
    #expect(outcome.run == "test-2")
    #expect(
      try project.rows("SELECT id, duration FROM visits ORDER BY id") == ["a|1", "b|null", "e|5"])
    #expect(try project.rejects().map(\.code) == ["type.int", "key.conflict"])
  }

  @Test func `the counters of the files are conserved`() throws {
    let project = try project()
    try project.load(Self.specification)
    _ = try replay(Self.mended, in: project)
    #expect(
      try project.rows(
        """
        SELECT file, records_read, loaded, present, filtered, rejected, sums
        FROM seedbed_backfill_files ORDER BY file
        """) == [
          #"one.csv|4|2|0|1|1|{"duration":"1"}"#, #"two.csv|3|1|1|0|1|{"duration":"5"}"#,
        ])
  }

  @Test func `the history of attempts is kept`() throws {
    let project = try project()
    try project.load(Self.specification)
    _ = try replay(Self.specification, in: project)
    _ = try replay(Self.mended, in: project)
    let settled = try kept("one.csv", 2, in: project)
    #expect(settled.reject.settled == .loaded)
    #expect(settled.attempts.map(\.run) == ["test-1", "test-2", "test-3"])
    #expect(settled.attempts.map(\.result) == [.rejected, .rejected, .loaded])
    #expect(
      settled.attempts.map(\.message) == ["'x' is not an integer", "'x' is not an integer", nil])
    #expect(settled.raw == Array("b,/b,x\n".utf8))
  }

  @Test func `a row that a replay loaded tells its record and can be undone`() throws {
    let project = try project()
    try project.load(Self.specification)
    _ = try replay(Self.mended, in: project)
    let trace = try project.store.read {
      try RowTrace(of: ["b"], in: "visits", on: $0, specifications: [])
    }
    #expect(trace.origins.map(\.run) == ["test-2"])
    #expect(trace.origins.map(\.number) == [2])
    let undone = try BackfillUndo(
      on: project.store, lock: FreeLock(), now: { Timestamp(seconds: 0) }
    ).undo("test-2")
    #expect(undone.removed == 1)
  }

  @Test func `a record that is no longer the one that was rejected is refused`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.write("id,page,duration\na,/a,1\nb,/z,x\nc,/healthz,x\nd,/d,y\n", to: "one.csv")
    let outcome = try replay(Self.mended, in: project)
    #expect(
      outcome.failure?.message
        == "record 2 of \(project.path)/history/one.csv is not the one that was rejected")
    #expect(try project.rejects().count == 5)
  }

  @Test func `nothing is replayed where nothing is open`() throws {
    let project = try project()
    try project.write("id,page,duration\na,/a,1\n", to: "one.csv")
    try project.write("id,page,duration\n", to: "two.csv")
    try project.load(Self.specification)
    #expect(try replay(Self.mended, in: project).counts == BackfillCounts())
  }
}

import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

/// Undoing a run takes back what it loaded, and nothing else.
struct UndoTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    rejects: {max: 100}
    """
  private static let replacing = specification + "\non_conflict: replace"
  private static let all = "SELECT id, page, duration FROM visits ORDER BY id"
  private static let data = "id,page,duration\na,/a,1\nb,/b,2\nc,/c,x\nd,/d,4\n"

  private func change(_ sql: String, in project: TestProject) throws {
    try project.store.transaction { _ = try $0.execute(sql) }
  }

  private func undo(
    _ run: String = "test-1", in project: TestProject, lock: some RunnerLock = FreeLock()
  ) throws -> UndoOutcome {
    try BackfillUndo(on: project.store, lock: lock, now: { Timestamp(seconds: 1_767_225_600) })
      .undo(run)
  }

  @Test(arguments: [1, 3, 100])
  func `rows of the run go, and others stay`(batch: Int) throws {
    let project = try TestProject()
    try change("INSERT INTO visits (id, page) VALUES ('mine', '/')", in: project)
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification, batch: batch)
    let preview = try BackfillUndo.preview("test-1", on: project.store)
    #expect(preview.removed == 3)
    #expect(try project.rows(Self.all).count == 4)
    #expect(try undo(in: project).removed == 3)
    #expect(try project.rows(Self.all) == ["mine|/|null"])
    #expect(try project.states() == ["undone"])
  }

  @Test func `a row that was changed since is listed and stays`() throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    try change("UPDATE visits SET score = 1 WHERE id = 'b'", in: project)
    try change("DELETE FROM visits WHERE id = 'd'", in: project)
    let outcome = try undo(in: project)
    #expect(
      outcome.kept == [.init(key: ["b"], file: "data.csv", number: 2, reason: .changed)])
    #expect([outcome.removed, outcome.gone] == [1, 1])
    #expect(try project.rows(Self.all) == ["b|/b|2"])
    #expect(try project.states() == ["partly undone"])
  }

  @Test func `what was undone can be loaded again`() throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    let before = try project.rows(Self.all)
    _ = try undo(in: project)
    let again = try project.load(Self.specification)
    #expect(again.counts.loaded == 3)
    #expect(again.totals == again.counts)
    #expect(try project.rows(Self.all) == before)
  }

  @Test func `a row that a later run loaded again stays`() throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    try change("DELETE FROM visits WHERE id = 'b'", in: project)
    try project.load(Self.specification, restart: true)
    let outcome = try undo(in: project)
    #expect(outcome.kept.map(\.reason) == [.later])
    #expect(try project.rows(Self.all) == ["b|/b|2"])
    #expect(try undo("test-2", in: project).removed == 1)
  }

  @Test func `a row that others refer to stays`() throws {
    let project = try TestProject()
    try project.store.transaction(.structure) { session in
      try session.apply(
        .createCollection(
          CollectionSchema(
            name: "notes",
            columns: [
              .init(name: "id", type: .text, isPrimaryKey: true),
              .init(
                name: "visit", type: .text,
                references: .init(collection: "visits", column: "id", onDelete: .cascade)),
            ])))
    }
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    try change("INSERT INTO notes (id, visit) VALUES ('n', 'd')", in: project)
    let outcome = try undo(in: project)
    #expect(outcome.kept.map(\.reason) == [.referred])
    #expect(try project.rows("SELECT * FROM notes") == ["n|d"])
  }

  @Test(arguments: 0..<4)
  func `an undo that was killed is finished by another`(batches: Int) throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification, batch: 1)
    #expect(throws: KillingLock.Killed.self) {
      try undo(in: project, lock: KillingLock(after: batches))
    }
    _ = try undo(in: project)
    #expect(try project.rows(Self.all) == [])
    #expect(try project.states() == ["undone"])
    #expect(try project.rows("SELECT undone FROM seedbed_backfill_runs") == ["3"])
  }

  @Test func `a run that is not known is refused with a likely name`() throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    #expect(
      problems { try undo("tset-1", in: project) } == [
        "there is no run 'tset-1'; did you mean 'test-1'?"
      ])
  }

  @Test(arguments: [1, 2, 3, 100])
  func `replaced rows get back what they held`(batch: Int) throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    let before = try project.rows(Self.all)
    try project.write(
      "id,page,duration\na,/a,1\nb,/new,9\ne,/e,5\nb,/newer,9\ne,/e,6\nb,/new,9\n", to: "data.csv")
    let other = Self.replacing.replacing("backfill: test", with: "backfill: other")
    try mark(project)
    let outcome = try project.load(other, batch: batch)
    #expect(outcome.counts.loaded == 5)
    #expect(outcome.counts.present == 1)
    #expect(try project.rows(Self.all) == ["a|/a|1", "b|/new|9", "d|/d|4", "e|/e|6"])
    #expect(try undo(in: project).kept.map(\.reason) == [.later])
    let undone = try undo("other-1", in: project)
    #expect(undone.keptCount == 0)
    #expect(try project.rows(Self.all) == before.filter { $0.hasPrefix("b") })
    #expect(try undo(in: project).removed == 1)
    #expect(try project.rows(Self.all) == [])
  }

  @Test func `a replaced row keeps the columns that are not mapped, and gets back the others`()
    throws
  {
    let project = try TestProject()
    let all = "SELECT id, page, duration, score FROM visits ORDER BY id"
    let own = "INSERT INTO visits (id, page, duration, score) VALUES ('b', '/own', 9, 7)"
    try change(own, in: project)
    let before = try project.rows(all)
    try project.write("id,page,duration\na,/a,1\nb,/b,2\n", to: "data.csv")
    try mark(project)
    try project.load(Self.replacing)
    let loaded = try project.rows(all)
    #expect(loaded.count == 2)
    #expect(loaded.last?.hasSuffix(before[0].split(separator: "|").last ?? "?") == true)
    let compared = try Reconciliation.outcome(of: project.plan(Self.replacing), on: project.store)
    #expect(compared.isGood)
    #expect(try undo(in: project).removed == 1)
    #expect(try project.rows(all) == before)
  }

  @Test func `a record that others put there keeps its content without the test mark`() throws {
    let project = try TestProject()
    try change("INSERT INTO visits (id, page, duration) VALUES ('b', '/own', 9)", in: project)
    try project.write("id,page,duration\na,/a,1\na,/c,1\nb,/b,2\n", to: "data.csv")
    let outcome = try project.load(Self.replacing)
    #expect(outcome.failure?.code == .testMarkMissing)
    #expect(try project.rows(Self.all) == ["b|/own|9"])
    try change("DELETE FROM visits", in: project)
    #expect(try project.load(Self.replacing).counts.loaded == 3)
    // What it loaded itself may give way; what a person made of it may not, however many rows there are.
    try project.write("id,page,duration\na,/a,1\na,/c,1\nb,/b,2\nb,/d,3\n", to: "data.csv")
    #expect(try project.load(Self.replacing).counts.loaded == 1)
    try change("UPDATE visits SET page = '/edited' WHERE id = 'a'", in: project)
    try project.write(
      "id,page,duration\na,/a,1\na,/c,1\nb,/b,2\nb,/d,3\na,/e,4\n", to: "data.csv")
    #expect(try project.load(Self.replacing).failure?.code == .testMarkMissing)
    #expect(try project.rows(Self.all) == ["a|/edited|1", "b|/d|3"])
  }

  private func mark(_ project: TestProject) throws {
    try TestMark.set("test", on: project.store, confirmation: project.store.name)
  }

  @Test func `a key taken by other content is a reject unless the specification says replace`()
    throws
  {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\na,/b,1\n", to: "data.csv")
    #expect(try project.load(Self.specification).rejects.map(\.code) == ["key.conflict"])
    let outcome = try project.load(Self.replacing, restart: true)
    #expect(outcome.counts.rejected == 0)
    #expect(try project.rows(Self.all) == ["a|/b|1"])
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct ResumptionTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [one.csv, two.csv]}
    key: {source_position: true}
    map: {page: {from: page}, duration: {from: duration}}
    rejects: {max: 100}
    check: [{sum: duration, equals: 0}]
    """
  private static let everything = "SELECT * FROM visits ORDER BY id"
  private static let kept = """
    SELECT file, record_number, line, byte_offset, length, stage, code, field, message, raw
    FROM seedbed_backfill_rejects ORDER BY file, record_number
    """
  private static let places = "SELECT * FROM seedbed_backfill_files ORDER BY file"

  /// 50 records, every seventh of them bad.
  private func records(from first: Int) -> String {
    (first..<first + 50).map { "/p\($0),\($0 % 7 == 0 ? "x" : String($0))\n" }.joined()
  }

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write("page,duration\n" + records(from: 0), to: "one.csv")
    try project.write("page,duration\n\n" + records(from: 50), to: "two.csv")
    return project
  }

  /// Everything a load leaves behind that does not name its run.
  private func result(of project: TestProject) throws -> [String] {
    try [Self.everything, Self.kept, Self.places].flatMap { try project.rows($0) }
  }

  @Test(arguments: [0, 1, 3, 7, 9, 12])
  func `a killed run goes on to the same rows, rejects and counters`(batches: Int) throws {
    let undisturbed = try project()
    try undisturbed.load(Self.specification)

    let killed = try project()
    #expect(throws: KillingLock.Killed.self) {
      try killed.load(Self.specification, batch: 7, lock: KillingLock(after: batches))
    }
    let outcome = try killed.load(Self.specification, batch: 11)
    #expect(try result(of: killed) == result(of: undisturbed))
    #expect(outcome.totals.read == 100)
    #expect(outcome.totals.isConserved)
    #expect(try killed.states() == ["interrupted", "check failed"])
  }

  @Test func `a run that is killed again and again loads everything once`() throws {
    let undisturbed = try project()
    try undisturbed.load(Self.specification)
    let killed = try project()
    for batch in [1, 2, 3, 5, 8, 13] {
      #expect(throws: KillingLock.Killed.self) {
        try killed.load(Self.specification, batch: batch, lock: KillingLock(after: 2))
      }
    }
    try killed.load(Self.specification)
    #expect(try result(of: killed) == result(of: undisturbed))
  }

  @Test func `sums go on where they were`() throws {
    let killed = try project()
    #expect(throws: KillingLock.Killed.self) {
      try killed.load(Self.specification, batch: 7, lock: KillingLock(after: 9))
    }
    let outcome = try killed.load(Self.specification)
    let expected = (0..<100).filter { $0 % 7 != 0 }.reduce(0, +)
    #expect(outcome.checks.map(\.actual?.description) == [String(expected)])
  }

  @Test func `a limit raised lets the run go on`() throws {
    let project = try project()
    let strict = Self.specification.replacing("max: 100", with: "max: 3")
    #expect(try project.load(strict, batch: 7).failure?.code == .backfillRejects)
    let before = try project.rows("SELECT * FROM visits").count
    let outcome = try project.load(Self.specification)
    #expect(before == 18)
    #expect(outcome.counts.loaded == 85 - 18)
    #expect(outcome.resumptions.map(\.file) == ["one.csv"])
  }

  @Test func `a second run finds nothing new`() throws {
    let project = try project()
    try project.load(Self.specification)
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts == BackfillCounts())
    #expect(outcome.totals.read == 100)
  }

  @Test func `what finds nothing to do is no run, unless the last one ended badly`() throws {
    let project = try project()
    let plain = Self.specification.replacing(/check:.*/, with: "")
    try project.load(plain)
    for _ in 0..<2 {
      let again = try project.load(plain)
      #expect(again.run == "test-1")
      #expect(again.isGood)
    }
    #expect(try project.states() == ["done"])
    #expect(try project.load(Self.specification).run == "test-2")
    #expect(try project.states() == ["done", "check failed"])
    #expect(try project.load(plain).run == "test-3")
    #expect(try project.load(plain).run == "test-3")
    #expect(try project.load(plain, restart: true).run == "test-4")
    #expect(try project.states() == ["done", "check failed", "done", "done"])
  }

  @Test func `a file that grew goes on at its new part`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.append("/more,1\n", to: "one.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.read == 1)
    #expect(outcome.counts.loaded == 1)
    #expect(outcome.totals.read == 101)
  }

  @Test func `a last line that gets its end later keeps the count of lines`() throws {
    let project = try project()
    try project.write("page,duration\n/a,1", to: "two.csv")
    try project.load(Self.specification)
    try project.append("\n/b,x\n", to: "two.csv")
    try project.load(Self.specification)
    #expect(try project.rejects().last?.line == 3)
  }

  @Test func `a last line that goes on after it was read is refused`() throws {
    let project = try project()
    try project.write("page,duration\n/a,1", to: "two.csv")
    try project.load(Self.specification)
    try project.append("0\n", to: "two.csv")
    #expect(
      problems { try project.load(Self.specification) } == [
        "\(project.path)/history/two.csv grew inside line 2, which had no line end when it was read"
      ])
  }

  @Test(arguments: [("1", "\non_conflict: replace\n"), ("-", "")])
  func `what the refusal of a line that goes on advises lets the whole line in`(
    part: String, more: String
  ) throws {
    let project = try project()
    try project.write("page,duration\n/a," + part, to: "two.csv")
    try project.load(Self.specification)
    try project.append("10\n", to: "two.csv")
    #expect(
      advice { try project.load(Self.specification) }
        == "put the file back to go on, or read all again with --restart; if the part was loaded, and "
        + "no reject, write 'on_conflict: replace' into \(project.path)/history/backfill.yaml first"
    )
    try project.load(Self.specification + more, restart: true)
    #expect(
      try project.rows("SELECT duration FROM visits WHERE page = '/a'") == ["\(part)10"])
  }

  private func advice(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Diagnostics)?.items.first?.help
    }
  }

  @Test func `a change in the part that was read is refused before anything is done`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.write("page,duration\n" + records(from: 1), to: "one.csv")
    let size = "page,duration\n".utf8.count + records(from: 0).utf8.count
    #expect(
      problems { try project.load(Self.specification) } == [
        "\(project.path)/history/one.csv was changed in the part that was read already "
          + "(its first \(size) bytes)"
      ])
    #expect(try project.states() == ["check failed"])
  }

  @Test func `a shortened file is refused`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.write("page,duration\n/p0,x\n", to: "one.csv")
    #expect(problems { try project.load(Self.specification) }.first?.contains("is shorter") == true)
  }

  @Test(arguments: [
    ("duration: {from: duration}", "duration: {from: duration, null_if: [x]}"),
    ("source_position: true", "fields: [page]"),
  ])
  func `a changed mapping or key is refused`(old: String, new: String) throws {
    let project = try project()
    try project.load(Self.specification)
    let changed = Self.specification.replacing(old, with: new)
    #expect(
      problems { try project.load(changed) } == [
        "\(project.path)/history/backfill.yaml was changed since one.csv was begun",
        "\(project.path)/history/backfill.yaml was changed since two.csv was begun",
      ])
  }

  @Test func `another limit, another expectation and another layout change no mapping`() throws {
    let project = try project()
    try project.load(Self.specification)
    let same = """
      # The same, written otherwise.
      backfill: test
      about: Visits
      target: visits
      source: {files: [one.csv, "two.csv"], format: csv}
      key: {source_position: true}
      map:
        duration: {from: duration}
        page: {from: page}
      check: [{sum: duration, equals: 4215}]
      rejects: {max: 99}
      """
    let outcome = try project.load(same)
    #expect(outcome.isGood)
    #expect(outcome.counts.read == 0)
  }

  @Test func `a check that comes or goes is no other mapping, and an unknown sum no figure`()
    throws
  {
    let project = try project()
    let without = Self.specification.replacing("check: [{sum: duration, equals: 0}]", with: "")
    let summed = Self.specification.replacing("equals: 0", with: "equals: 4216")
    #expect(try project.load(without).isGood)
    try project.append("/more,1\n", to: "one.csv")
    let added = try project.load(summed)
    #expect(added.counts.loaded == 1)
    #expect(added.checks.map(\.actual) == [nil])
    #expect(!added.isGood)
    #expect(try project.load(summed, restart: true).isGood)
    #expect(try project.load(without).isGood)
    try project.append("/more,1\n", to: "one.csv")
    #expect(try project.load(without).isGood)
    #expect(try project.load(summed).checks.map(\.actual) == [nil])
  }

  @Test func `files that were not read from their start are named with their bytes`() throws {
    let project = try project()
    try project.load(Self.specification)
    #expect(try project.load(Self.specification).resumptions.isEmpty)
    try project.append("/more,1\n", to: "two.csv")
    let size = "page,duration\n\n".utf8.count + records(from: 50).utf8.count
    #expect(
      try project.load(Self.specification).resumptions == [.init(file: "two.csv", byte: size)])
  }

  @Test(arguments: ["/a,1", "/a,1\n"])
  func `a last record without a line end is loaded, and said`(line: String) throws {
    let project = try project()
    try project.write("page,duration\n/b,2\n" + line, to: "two.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.read == 52)
    #expect(
      outcome.findings == (line.hasSuffix("\n") ? [] : [.unended(file: "two.csv", record: 2)]))
    #expect(try project.load(Self.specification).findings.isEmpty)
  }

  @Test func `a restart reads everything again and counts it as present`() throws {
    let project = try project()
    try project.load(Self.specification)
    let before = try project.rows(Self.everything)
    let outcome = try project.load(Self.specification, restart: true)
    #expect(outcome.counts.read == 100)
    #expect(outcome.counts.present == 85)
    #expect(outcome.counts.loaded == 0)
    #expect(outcome.totals == outcome.counts)
    #expect(try project.rows(Self.everything) == before)
    #expect(try project.rejects().count == 15)
  }

  @Test func `runs are numbered and kept in the order they started`() throws {
    let project = try project()
    for _ in 0..<11 { try project.load(Self.specification) }
    let runs = try project.store.read { try BackfillStatus(of: $0).runs }
    #expect(runs.map(\.id) == (1...11).map { "test-\($0)" })
    #expect(runs.first?.counts.read == 100)
    #expect(runs.last?.counts.read == 0)
  }

  @Test(arguments: [
    ("ndjson", "", "{\"p\":\"/a\"}\n{\"p\":1}\n{\"p\":\"/c\"}\n{\"p\":\"/d\"}\n"),
    (
      "json", ", pointer: /x",
      "{\"x\": [{\"p\":\"/a\"}, {\"p\":1},\n {\"p\":\"/c\"},{\"p\":\"/d\"}]}"
    ),
    ("yaml", ", pointer: /x", "x:\n  - p: /a\n  - p: 1\n  - {p: /c}\n  - p: /d\n"),
  ])
  func `every format goes on after any record`(format: String, more: String, text: String) throws {
    let specification = """
      backfill: test
      target: visits
      source: {format: \(format), files: [data/x.txt]\(more)}
      key: {source_position: true}
      map: {page: {from: p}, metadata: {json: "*"}}
      """
    let undisturbed = try TestProject()
    try undisturbed.write(text, to: "data/x.txt")
    try undisturbed.load(specification)
    for batches in 0..<4 {
      let killed = try TestProject()
      try killed.write(text, to: "data/x.txt")
      #expect(throws: KillingLock.Killed.self) {
        try killed.load(specification, batch: 1, lock: KillingLock(after: batches))
      }
      try killed.load(specification)
      #expect(try result(of: killed) == result(of: undisturbed))
      #expect(try killed.rows("SELECT count(*) FROM visits") == ["4"])
    }
  }

  @Test func `a link to a file is read as the file`() throws {
    let project = try project()
    let folder = project.path + "/history/"
    try FileManager.default.moveItem(atPath: folder + "one.csv", toPath: folder + "data/real.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "one.csv", withDestinationPath: folder + "data/real.csv")
    try project.load(Self.specification, batch: 7)
    #expect(try project.load(Self.specification).totals.read == 100)
  }
}

/// A source that breaks off loses nothing that was read before.
struct BrokenSourceTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: yaml, files: [data/data.yaml]}
    map: {id: {from: id}, page: {from: page}}
    """
  private static let whole = "- {id: a, page: /a}\n- {id: b, page: /b}\n"

  @Test(arguments: [1, 2, 100])
  func `what was read before the error is kept, and the place is named`(batch: Int) throws {
    let project = try TestProject()
    try project.write(Self.whole + "- {id: c, page: [}\n", to: "data/data.yaml")
    let outcome = try project.load(Self.specification, batch: batch)
    #expect(
      outcome.failure?.help?.hasSuffix(
        "data.yaml was read to byte 39, and its 2 records to there are kept") == true,
      "\(outcome.failure.map(String.init(describing:)) ?? "no failure")")
    #expect(outcome.counts.loaded == 2)
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["a", "b"])
    try project.write(Self.whole + "- {id: c, page: /c}\n", to: "data/data.yaml")
    #expect(try project.load(Self.specification).counts.loaded == 1)
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["a", "b", "c"])
  }
}

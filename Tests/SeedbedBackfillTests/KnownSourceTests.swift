import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// A source is what its content is, whatever its name.
struct KnownSourceTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: ['data/*']}
    key: {source_position: true}
    map: {page: {from: page}, duration: {from: duration}}
    rejects: {max: 100}
    """
  private static let log = """
    backfill: test
    target: visits
    source: {format: combined_log, files: ['data/access*']}
    key: {source_position: true}
    map: {page: {from: host, keep: test}}
    unmapped: ignore
    """
  private static let count = "SELECT count(*) FROM visits"

  private func move(_ name: String, to other: String, in project: TestProject) throws {
    let folder = "\(project.path)/history/data"
    try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(other)")
  }

  private func gzip(_ name: String, in project: TestProject) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "\(project.path)/history/data/\(name)"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func lines(_ hosts: ClosedRange<Int>) -> String {
    hosts.map {
      "198.51.100.\($0) - - [31/Jan/2024:08:15:\($0 % 50 + 10) +0100] \"GET / HTTP/1.1\" 200 1 \"-\" \"M\"\n"
    }.joined()
  }

  @Test func `a renamed file that grew goes on`() throws {
    let project = try TestProject()
    try project.write("page,duration\n/a,1\n/b,x\n", to: "data/one.csv")
    try project.load(Self.specification)
    try move("one.csv", to: "two.csv", in: project)
    try project.append("/c,3\n", to: "data/two.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.loaded == 1)
    #expect(outcome.totals.read == 3)
    #expect(outcome.findings == [.renamed(file: "data/two.csv", from: "data/one.csv")])
    #expect(try project.rows(Self.count) == ["2"])
    #expect(try project.load(Self.specification).findings.isEmpty)
  }

  @Test func `a log that was rotated and compressed loads once`() throws {
    let project = try TestProject()
    try project.write(lines(1...9), to: "data/access.log")
    try project.load(Self.log)
    try move("access.log", to: "access.log.1", in: project)
    try project.append(lines(10...11), to: "data/access.log.1")
    try project.write(lines(20...22), to: "data/access.log")
    let second = try project.load(Self.log)
    #expect(second.counts.loaded == 5)
    try move("access.log.1", to: "access.log.2", in: project)
    try gzip("access.log.2", in: project)
    try move("access.log", to: "access.log.1", in: project)
    try project.write(lines(30...30), to: "data/access.log")
    let third = try project.load(Self.log)
    #expect(third.counts.loaded == 1)
    #expect(third.totals.read == 15)
    #expect(try project.rows(Self.count) == ["15"])
    #expect(try project.load(Self.log, restart: true).counts.present == 15)
    let compared = try Reconciliation.outcome(of: project.plan(Self.log), on: project.store)
    #expect(compared.isGood && compared.sourceCount == 15)
  }

  @Test func `a copy is said to be one, in the first run and in later ones`() throws {
    let project = try TestProject()
    let text = "page,duration\n/a,1\n/b,2\n"
    try project.write(text, to: "data/one.csv")
    try project.write(text, to: "data/two.csv")
    let first = try project.load(Self.specification)
    #expect(first.counts.loaded == 2)
    #expect(first.findings == [.copy(file: "data/two.csv", of: "data/one.csv", records: 2)])
    try project.write(text, to: "data/three.csv")
    #expect(try project.load(Self.specification).counts.read == 0)
    #expect(try project.rows(Self.count) == ["2"])
  }

  @Test func `files that only begin alike are two`() throws {
    let project = try TestProject()
    try project.write("page,duration\n/a,1\n/b,2\n", to: "data/one.csv")
    try project.load(Self.specification)
    try project.write("page,duration\n/a,1\n/c,2\n", to: "data/two.csv")
    try project.write("page,duration\n", to: "data/three.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.loaded == 2)
    #expect(outcome.findings.isEmpty)
  }

  @Test func `an edited file is refused, and a log begun anew is not`() throws {
    let project = try TestProject()
    try project.write("page,duration\n/a,1\n/b,2\n", to: "data/one.csv")
    try project.load(Self.specification)
    try project.write("page,duration\n/x,1\n/b,2\n/c,3\n", to: "data/one.csv")
    #expect(throws: Diagnostics.self) { try project.load(Self.specification) }

    let logs = try TestProject()
    try logs.write(lines(1...99), to: "data/access.log")
    try logs.load(Self.log)
    try logs.write(lines(200...203), to: "data/access.log")
    let outcome = try logs.load(Self.log)
    #expect(outcome.counts.loaded == 4)
    #expect(outcome.findings == [.replaced(file: "data/access.log")])
    #expect(try logs.rows(Self.count) == ["103"])
  }

  @Test func `a file that held no record may become any other`() throws {
    let project = try TestProject()
    try project.write("page\n", to: "data/one.csv")
    let bare = Self.specification.replacing(", duration: {from: duration}", with: "")
    #expect(try project.load(bare).totals.read == 0)
    #expect(try project.load(bare).failure == nil)
    try project.write("page,more\n/a,1\n", to: "data/one.csv")
    #expect(try project.load(bare).counts.loaded == 1)
  }

  @Test func `rejects of a renamed file are replayed`() throws {
    let project = try TestProject()
    try project.write("page,duration\n/a,1\n/b,x\n", to: "data/one.csv")
    try project.load(Self.specification)
    try move("one.csv", to: "two.csv", in: project)
    try project.load(Self.specification)
    let mended = Self.specification.replacing(
      "duration: {from: duration}", with: "duration: {from: duration, words: {x: 7}}")
    let replay = try RejectReplay(
      on: project.store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).replay(project.plan(mended))
    #expect(replay.counts.loaded == 1)
  }
}

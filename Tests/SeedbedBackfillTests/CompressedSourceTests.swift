import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Compressed files leave behind what plain ones do.
@Suite(.blocking)
struct CompressedSourceTests {
  private static let everything = "SELECT * FROM visits ORDER BY id"
  private static let kept = """
    SELECT record_number, line, byte_offset, length, stage, code, field, message, raw
    FROM seedbed_backfill_rejects ORDER BY record_number
    """
  private static let places = """
    SELECT byte_offset, record_number, line, prefix, sums, records_read, rejected
    FROM seedbed_backfill_files
    """

  private func specification(_ file: String) -> String {
    """
    backfill: test
    target: visits
    source: {format: csv, files: ["\(file)"]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    rejects: {max: 1000}
    """
  }

  /// Every seventh record is bad, and every eleventh repeats a key with other content.
  private let text =
    "id,page,duration\n"
    + (0..<200).map { number in
      "\(number % 11 == 10 ? 1 : number),/p\(number),\(number % 7 == 3 ? "x" : String(number))\n"
    }.joined()

  private func project(_ text: String, through command: String) throws -> TestProject {
    let project = try TestProject()
    try project.write(text, to: "export")
    try run(command, in: project)
    return project
  }

  private func run(_ command: String, in project: TestProject) throws {
    _ = try #require(ProcessRun.run("/bin/sh", ["-c", command], in: project.path + "/history"))
  }

  private func result(of project: TestProject) throws -> [String] {
    try [Self.everything, Self.kept, Self.places].flatMap { try project.rows($0) }
  }

  @Test(arguments: [
    "gzip export && mv export.gz export", "zstd -q --rm export -o x && mv x export",
  ])
  func `rows, rejects with their bytes, and places are those of the plain file`(
    command: String
  ) throws {
    let plain = try project(text, through: "true")
    try plain.load(specification("export"))
    let compressed = try project(text, through: command)
    try compressed.load(specification("export"), batch: 13)
    #expect(try result(of: compressed) == result(of: plain))
    #expect(try plain.rows("SELECT count(*) FROM visits") == ["156"])
  }

  @Test(arguments: [0, 1, 2, 5])
  func `a killed run goes on inside a compressed file`(batches: Int) throws {
    let plain = try project(text, through: "true")
    try plain.load(specification("export"))
    let killed = try project(text, through: "gzip export && mv export.gz export")
    #expect(throws: KillingLock.Killed.self) {
      try killed.load(specification("export"), batch: 13, lock: KillingLock(after: batches))
    }
    let outcome = try killed.load(specification("export"), batch: 17)
    #expect(outcome.failure == nil)
    #expect(try result(of: killed) == result(of: plain))
  }

  @Test func `a file to which a member was added goes on, and one that was changed does not`()
    throws
  {
    let project = try project("id,page,duration\n1,/a,1\n", through: "gzip export")
    #expect(try project.load(specification("*.gz")).counts.loaded == 1)
    #expect(try project.load(specification("*.gz")).counts.read == 0)
    try run("echo '2,/b,2' | gzip >> export.gz", in: project)
    let grown = try project.load(specification("*.gz"))
    #expect(grown.counts.loaded == 1)
    #expect(grown.totals.read == 2)
    try run(
      "(echo 'id,page,duration'; echo '1,/c,1'; echo '2,/b,2') | gzip > export.gz", in: project)
    let problem = #expect(throws: Diagnostics.self) { try project.load(specification("*.gz")) }
    #expect(problem?.items.map(\.code) == [.backfillChanged])
  }

  @Test func `a torn file fails with its byte and keeps what came before`() throws {
    let project = try project(text, through: "gzip export && head -c 200 export.gz > torn.gz")
    let outcome = try project.load(specification("torn.gz"), batch: 10)
    #expect(outcome.failure?.code.name == "compression.truncated")
    #expect(
      outcome.failure?.message.hasSuffix("torn.gz: the gzip data ends too early, at byte 200")
        == true)
  }

  @Test func `a bomb is a reject that names the limit`() throws {
    let project = try project(
      "id,page,duration\n\"", through: "(cat export; head -c 17825792 /dev/zero) | gzip > bomb.gz")
    let outcome = try project.load(specification("bomb.gz"))
    #expect(outcome.counts.loaded == 0)
    #expect(outcome.counts.rejected == 1)
    #expect(
      outcome.rejects.map(\.message) == [
        "the quote at byte 17 is not closed within 16777216 bytes, the limit of one record"
      ])
  }

  @Test func `sessions are joined from a compressed file once`() throws {
    let line = #"1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 1 "-" "agent""#
    let project = try project("\(line)\n\(line)\n", through: "gzip export")
    let specification = """
      backfill: test
      target: visits
      source:
        format: combined_log
        files: [export.gz]
        sessions: {by: [host], time: time, time_format: clf, gap: 30m}
      key: {fields: [host, first]}
      map: {page: {from: host, keep: a test}, duration: {from: count}}
      """
    #expect(try project.load(specification).counts.loaded == 1)
    #expect(try project.load(specification).counts.read == 0)
    #expect(try project.rows("SELECT page, duration FROM visits") == ["1.2.3.4|2"])
  }

  @Test func `standard input is read again for rejects, and compared when it comes again`() throws {
    let ends = Pipe()
    try ends.fileHandleForWriting.write(contentsOf: Data("id,page\n1,/a\n".utf8))
    try ends.fileHandleForWriting.close()
    let input = SpooledInput(from: ends.fileHandleForReading.fileDescriptor)
    for _ in 0..<2 {
      var content = [UInt8](repeating: 0, count: 100)
      let count = try content.withUnsafeMutableBytes {
        try SourceBytes(file: input.path()).read(at: 3, into: $0)
      }
      #expect(String(decoding: content[..<count], as: UTF8.self) == "page\n1,/a\n")
    }
  }
}

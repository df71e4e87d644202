import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// What is too large for one record ends in words that name the limit, and takes nothing else with it.
@Suite(.blocking)
struct LimitTests {
  /// More than one record may take.
  private static let large = 17 << 20

  private let project: TestProject

  init() throws {
    project = try TestProject()
  }

  private func load(_ format: String, _ file: String) throws -> BackfillOutcome {
    try project.load(
      """
      backfill: test
      target: visits
      source: {format: \(format), files: [\(file)]}
      map: {id: {from: id}, page: {from: page}}
      rejects: {max: 1}
      """)
  }

  private func reject(of outcome: BackfillOutcome) -> [String] {
    outcome.rejects.map { "\($0.number) \($0.offset) \($0.code): \($0.message)" }
  }

  private static let limit = "the record takes more than 16777216 bytes, the limit of one record"

  @Test func `a field beyond the limit is a reject, and what follows it is loaded`() throws {
    var data = Data("id,page\n1,/a\n2,".utf8)
    data.append(Data(count: Self.large))
    data.append(Data("\n3,/b\n".utf8))
    try project.write(data, to: "field.csv")
    let outcome = try load("csv", "field.csv")
    #expect(reject(of: outcome) == ["2 13 record.too-long: \(Self.limit)"])
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["1", "3"])
  }

  @Test func `so is a record of JSON nested too deep`() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    try project.write(
      """
      {"id": "1", "page": "/a"}
      {"id": "2", "page": \(deep)}
      {"id": "3", "page": "/b"}

      """, to: "deep.ndjson")
    let outcome = try load("ndjson", "deep.ndjson")
    #expect(
      reject(of: outcome) == [
        "2 26 json.too-deep: nested deeper than 512 levels, at byte 557"
      ])
    #expect(try project.rows("SELECT id FROM visits ORDER BY id") == ["1", "3"])
  }

  @Test func `a quote that never closes costs its line, however far the limit is`() throws {
    var data = Data("id,page\n1,/a\n2,\"open\n".utf8)
    var number = 2
    while data.count < Self.large {
      number += 1
      data.append(Data("\(number),/\(String(repeating: "x", count: 100_000))\n".utf8))
    }
    try project.write(data, to: "quote.csv")
    let outcome = try load("csv", "quote.csv")
    #expect(
      reject(of: outcome) == [
        "2 13 csv.unclosed-quote: the quote at byte 15 is not closed within 16777216 bytes, the limit "
          + "of one record"
      ])
    #expect(outcome.counts.loaded == number - 1)
  }
}

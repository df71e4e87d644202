import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct DeterminismTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    key: {fields: [n]}
    map: {page: {from: page}, duration: {from: duration}, metadata: {json: "*"}}
    filter: [{name: none, drop_if: {page: /3}}]
    rejects: {max: 1000}
    """

  /// Rows in the order they lie, the rejects and the counts.
  private func result(lineEnd: String = "\n", batch: Int = 20_000) throws -> [String] {
    let project = try TestProject()
    let lines = (0..<200).map { number in
      "\(number % 60),/\(number % 5),\(number % 11 == 0 ? "x" : String(number % 60))"
    }
    try project.write(
      (["n,page,duration"] + lines).joined(separator: lineEnd) + lineEnd, to: "data.csv")
    let outcome = try project.load(Self.specification, batch: batch)
    return try project.rows("SELECT * FROM visits ORDER BY id")
      + project.rejects().map { "\($0.number) \($0.line) \($0.code) \($0.message)" }
      + ["\(outcome.counts)"]
  }

  @Test(arguments: [1, 7, 20_000])
  func `the size of a batch decides nothing`(batch: Int) throws {
    #expect(try result(batch: batch) == result(batch: 64))
  }

  @Test func `line ends decide nothing`() throws {
    #expect(try result(lineEnd: "\r\n") == result(lineEnd: "\n"))
  }
}

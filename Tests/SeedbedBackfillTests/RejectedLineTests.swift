import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

/// One reject may be many lines of a file, and counts as them.
struct RejectedLineTests {
  private func load(_ limit: String) throws -> (TestProject, BackfillOutcome) {
    let project = try TestProject()
    try project.write(
      "id,page,duration\na,/a,1\nb,\"x\ny\nz\",q\nc,/c,3\n", to: "data.csv")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
      rejects: {\(limit)}
      """)
    return (project, outcome)
  }

  @Test func `within the limit, and said`() throws {
    let (project, outcome) = try load("max: 3")
    #expect(outcome.failure == nil)
    #expect(outcome.counts.loaded == 2)
    #expect(try project.rejects().map(\.lines) == [3])
  }

  @Test(arguments: ["max: 2", "max_ratio: 50%"])
  func `beyond the limit`(limit: String) throws {
    let (_, outcome) = try load(limit)
    #expect(
      outcome.failure?.message.hasPrefix("test rejects 1 record on 3 lines, and the limit is ")
        == true)
  }
}

import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Lists inside records.
struct ElementSourceTests {
  private static let buckets = """
    [{"day": 1, "results": [{"id": "a", "page": "/a"}, {"id": "b", "page": "/b"}]},
     {"day": 2}, {"day": 3, "results": []}, {"day": 4, "results": null},
     {"day": 5, "results": [{"id": "c", "page": "/c"}]}]
    """
  private static let specification = """
    backfill: test
    target: visits
    source: {format: json, files: [data/source], each: [results]}
    map: {id: {from: id}, page: {from: page}, duration: {from: outer.day}}
    rejects: {max: 10}
    """

  private func project(_ text: String) throws -> TestProject {
    let project = try TestProject()
    try project.write(text, to: "data/source")
    return project
  }

  @Test func `each element is a record, and has what is around it`() throws {
    let project = try project(Self.buckets)
    #expect(try project.load(Self.specification).counts.loaded == 3)
    #expect(
      try project.rows("SELECT id, page, duration FROM visits ORDER BY id") == [
        "a|/a|1", "b|/b|1", "c|/c|5",
      ])
    #expect(try project.load(Self.specification).counts.read == 0)
  }

  @Test(arguments: 0...2)
  func `a killed run goes on between the elements of one list`(batches: Int) throws {
    let project = try project(Self.buckets)
    #expect(throws: KillingLock.Killed.self) {
      try project.load(Self.specification, batch: 1, lock: KillingLock(after: batches))
    }
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.loaded == 3 - batches)
    #expect(try project.rows("SELECT count(*) FROM visits") == ["3"])
  }

  @Test func `what is no list of objects is a reject of its container`() throws {
    let project = try project(
      #"[{"results": 1}, {"results": [1]}, {"results": [{"outer": 1}]}, {"x": }, {"results": []}]"#)
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.rejected == 4)
    #expect(
      try project.rejects().map(\.code) == ["each.list", "each.kind", "each.name", "json.syntax"])
  }

  @Test func `flat records have no lists`() throws {
    let project = try project("id,page\n")
    #expect(
      problems {
        try project.plan(
          """
          backfill: test
          source: {format: csv, files: [data/source], each: [a]}
          target: visits
          map: {id: {from: id}, page: {from: page}}
          """)
      } == ["2:51: csv has no lists, so no 'each'"])
  }

  @Test func `fields are added up, and one that is missing is nothing`() throws {
    let project = try project(
      """
      [{"id": "a", "page": "/", "x": 1, "y": "2.50"}, {"id": "b", "page": "/", "y": 1e-2},
       {"id": "c", "page": "/"}, {"id": "d", "page": "/", "x": "one"}]
      """)
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: json, files: [data/source]}
      map: {id: {from: id}, page: {from: page}, cost: {sum: [x, y]}}
      rejects: {max: 1}
      """)
    #expect(outcome.failure == nil)
    #expect(
      try project.rows("SELECT id, cost FROM visits ORDER BY id") == ["a|3.50", "b|0.01", "c|null"])
    #expect(try project.rejects().map(\.code) == ["sum.term"])
  }

  @Test(arguments: [
    ("0.125", "0.12"), ("0.135", "0.14"), ("-0.125", "-0.12"), ("0.1250000001", "0.13"),
    ("1e-9", "0.00"), ("7", "7.00"), ("1.00013500000000000003", "1.00"),
  ])
  func `digits a column has no room for are rounded where that is declared`(
    text: String, expected: String
  ) throws {
    let project = try project(#"[{"id": "a", "page": "/", "cost": \#(text)}]"#)
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: json, files: [data/source]}
      map: {id: {from: id}, page: {from: page}, cost: {from: cost, rounding: half_even}}
      """)
    #expect(outcome.failure == nil)
    #expect(try project.rows("SELECT cost FROM visits") == [expected])
  }
}

import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct FilterTests {
  private func load(_ filter: String) throws -> (ids: [String], counts: BackfillCounts) {
    let project = try TestProject()
    try project.write(
      """
      id,page,member,at,cost
      1,/a,true,2026-01-01T00:00:00Z,1.5
      2,/b,false,2026-01-02T00:00:00Z,2
      3,/healthz,true,,
      """, to: "data.csv")
    let outcome = try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map:
        id: {from: id}
        page: {from: page}
        is_member: {from: member}
        visited_at: {from: at}
        cost: {from: cost}
      filter: [\(filter)]
      """)
    return (try project.rows("SELECT id FROM visits ORDER BY id"), outcome.counts)
  }

  @Test func `drop_if leaves out what agrees, and counts it`() throws {
    let (ids, counts) = try load("{name: a, drop_if: {page: /healthz}}")
    #expect(ids == ["1", "2"])
    #expect(counts.filtered == 1)
    #expect(counts.isConserved)
  }

  @Test func `keep_if leaves out what does not agree`() throws {
    #expect(try load("{name: a, keep_if: {page: [/a, /b]}}").ids == ["1", "2"])
  }

  @Test func `all conditions of one filter must agree`() throws {
    #expect(
      try load("{name: a, drop_if: {page: [/a, /b], is_member: \"true\"}}").ids == ["2", "3"])
  }

  @Test func `one of several filters is enough`() throws {
    #expect(
      try load("{name: a, drop_if: {page: /a}}, {name: b, drop_if: {page: /b}}").ids == ["3"])
  }

  @Test func `texts of a filter are values of the column`() throws {
    #expect(try load("{name: a, drop_if: {is_member: false}}").ids == ["1", "3"])
    #expect(
      try load("{name: a, keep_if: {visited_at: 2026-01-01T01:00:00+01:00}}").ids == ["1"])
    #expect(try load("{name: a, drop_if: {cost: \"1.50\"}}").ids == ["2", "3"])
  }
}

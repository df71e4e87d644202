import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

/// Every record read ends in exactly one counted place.
struct ConservationTests {
  private func specification(_ more: String = "", files: String = "data.csv") -> String {
    """
    backfill: test
    target: visits
    source: {format: csv, files: [\(files)]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    filter: [{name: no_health_checks, drop_if: {page: /healthz}}]
    \(more)
    """
  }

  private static let mixed = "id,page,duration\n1,/a,1\n2,/healthz,\n3,/b,x\n4\n1,/a,1\n1,/z,1\n"

  @Test func `loaded, present, filtered and rejected add up to what was read`() throws {
    let project = try TestProject()
    try project.write(Self.mixed, to: "data.csv")
    let outcome = try project.load(specification("rejects: {max: 3}"))
    var expected = BackfillCounts()
    expected.read = 6
    expected.loaded = 1
    expected.filtered = 1
    expected.rejected = 3
    expected.present = 1
    #expect(outcome.counts == expected)
    #expect(outcome.counts.isConserved)
    #expect(outcome.totals == expected)
  }

  @Test func `a reject keeps its place, its reason and its bytes`() throws {
    let project = try TestProject()
    try project.write(Self.mixed, to: "data.csv")
    try project.load(specification("rejects: {max: 3}"))
    #expect(
      try project.rows(
        """
        SELECT record_number, line, byte_offset, length, stage, code, field, message,
          CAST(raw AS TEXT) FROM seedbed_backfill_rejects ORDER BY record_number
        """) == [
          "3|4|36|7|map|type.int|duration|'x' is not an integer|3,/b,x\n",
          "4|5|43|2|read|csv.field-count|null|expected 3 fields, found 1|4\n",
          "6|7|52|7|store|key.conflict|page|a record with this key and other content is there|1,/z,1\n",
        ])
  }

  @Test func `a record that is there already is present`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,1\n", to: "data.csv")
    try project.load(specification())
    try project.write("id,page,duration\n2,/b,\n1,/a,1\n", to: "again.csv")
    let outcome = try project.load(specification(files: "again.csv"))
    #expect(outcome.counts.present == 1)
    #expect(outcome.counts.loaded == 1)
  }

  @Test func `a key that another record has is rejected with the column that differs`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,1\n", to: "data.csv")
    try project.load(specification())
    try project.write("id,page,duration\n1,/a,2\n", to: "again.csv")
    let outcome = try project.load(specification("rejects: {max: 1}", files: "again.csv"))
    #expect(outcome.rejects.map(\.code) == ["key.conflict"])
    #expect(outcome.rejects.map(\.column) == ["duration"])
    #expect(try project.rows("SELECT duration FROM visits") == ["1"])
  }

  @Test func `no reject is borne where no limit is given`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,1\n2,/b,x\n", to: "data.csv")
    let outcome = try project.load(specification())
    #expect(outcome.failure?.code == .backfillRejects)
    #expect(outcome.failure?.cause == "data.csv:3 (byte 24): 'duration': 'x' is not an integer")
    #expect(try project.rows("SELECT * FROM visits") == [])
    #expect(try project.rejects() == [])
    #expect(try project.states() == ["failed"])
  }

  @Test func `beyond the limit nothing of the batch is kept, and what was before it is`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,1\n2,/b,x\n3,/c,1\n4,/d,x\n", to: "data.csv")
    let outcome = try project.load(specification("rejects: {max: 1}"), batch: 2)
    #expect(outcome.failure?.message == "test rejects 2 records, and the limit is 1")
    #expect(outcome.counts.read == 2)
    #expect(outcome.totals.read == 2)
    #expect(try project.rows("SELECT id FROM visits") == ["1"])
    #expect(try project.rejects().map(\.number) == [2])
  }

  @Test func `the limit is for all files together`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,x\n", to: "one.csv")
    try project.write("id,page,duration\n2,/b,x\n", to: "two.csv")
    let outcome = try project.load(specification("rejects: {max: 1}", files: "one.csv, two.csv"))
    #expect(outcome.failure?.message == "test rejects 2 records, and the limit is 1")
    #expect(outcome.totals.read == 1)
  }

  @Test func `a share is looked at once everything is read`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,x\n2,/b,1\n3,/c,1\n4,/d,1\n", to: "data.csv")
    let within = try project.load(specification("rejects: {max_ratio: 25%}"), batch: 1)
    #expect(within.failure == nil)
    let beyond = try project.load(specification("rejects: {max_ratio: 24.9%}"))
    #expect(
      beyond.failure?.message == "test rejects 1 record, and the limit is 24.9% of 4 records")
    #expect(try project.rows("SELECT id FROM visits") == ["2", "3", "4"])
  }

  @Test func `a row the database refuses is a reject with its reason`() throws {
    let unique = CollectionSchema(
      name: "visits",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "page", type: .text, isUnique: true),
        .init(name: "duration", type: .int, isNullable: true, check: "duration >= 0"),
      ])
    let project = try TestProject(unique)
    try project.write("id,page,duration\n1,/a,1\n2,/a,1\n3,/c,-1\n", to: "data.csv")
    let outcome = try project.load(specification("rejects: {max: 2}"))
    #expect(outcome.rejects.map(\.code) == ["store.unique", "store.check"])
    #expect(outcome.counts.isConserved)
  }

  @Test func `an empty file is a run that read nothing`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n", to: "data.csv")
    let outcome = try project.load(specification())
    #expect(outcome.isGood)
    #expect(outcome.counts == BackfillCounts())
  }

  @Test func `a lock that was lost keeps nothing of the batch and says so`() throws {
    let project = try TestProject()
    try project.write("id,page,duration\n1,/a,1\n", to: "data.csv")
    let outcome = try project.load(specification(), lock: LostLock())
    #expect(outcome.failure?.code == .storeLockLost)
    #expect(try project.rows("SELECT * FROM visits") == [])
  }
}

struct BackfillCheckTests {
  private func outcome(_ checks: String, batch: Int = 20_000) throws -> BackfillOutcome {
    let project = try TestProject()
    try project.write("id,cost\n1,0.10\n2,0.20\n3,\n4,x\n1,0.10\n5,9999999999.99\n", to: "data.csv")
    return try project.load(
      """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {value: /}, cost: {from: cost}}
      rejects: {max: 1}
      check: [\(checks)]
      """, batch: batch)
  }

  @Test(arguments: [1, 20_000])
  func `a sum is exact, over the records kept`(batch: Int) throws {
    let outcome = try outcome("{sum: cost, equals: 10000000000.39}", batch: batch)
    #expect(outcome.checks.map(\.actual?.description) == ["10000000000.39"])
    #expect(outcome.isGood)
  }

  @Test func `every counter can be checked`() throws {
    let outcome = try outcome(
      """
      {count: read, equals: 6}, {count: loaded, equals: 4}, {count: present, equals: 1},
      {count: kept, equals: 5}, {count: filtered, equals: 0}, {count: rejected, equals: 1}
      """)
    #expect(outcome.isGood)
  }

  @Test func `a check that does not hold says what was found`() throws {
    let outcome = try outcome("{count: loaded, equals: 5}")
    #expect(!outcome.isGood)
    #expect(outcome.failure == nil)
    #expect(outcome.checks.map(\.subject) == ["count of loaded"])
    #expect(outcome.checks.map(\.actual?.description) == ["4"])
    #expect(outcome.checks.map(\.location.line) == [6])
  }
}

import Foundation
import SeedbedTestSupport
import Testing

/// What a backfill advises can be done as it is written, also on a database without the test mark.
@Suite(.blocking)
struct BackfillAdviceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("database: shop.sqlite\n", to: "seedbed.yaml")
    try folder.write(
      """
      about: Orders
      up:
        - create_collection:
            name: orders
            columns:
              id: {type: text, primary_key: true}
              total: {type: "decimal(12,2)", nullable: true}
      """, to: "migrations/20260115-1000-orders.yaml")
    try folder.write("id,total\n\"a\nb\",1\nc,abc\n", to: "seeds/history/data.csv")
    try describe("rejects: {max_ratio: 10%}")
    _ = try seedbed("migrate up")
  }

  private func describe(_ more: String) throws {
    try folder.write(
      """
      backfill: orders
      target: orders
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, total: {from: total}}
      \(more)
      """, to: "seeds/history/orders.yaml")
  }

  private func seedbed(_ line: String) throws -> String {
    let run = try Invocation.shell("seedbed \(line)", in: URL(filePath: folder.path))
    return run.output + run.errors
  }

  @Test func `a dry run shows a row on one line, and does not say that anything is kept`() throws {
    let tried = try seedbed("backfill run --dry-run")
    #expect(tried.contains(#"id=a\nb  total=1"#), "\(tried)")
    #expect(tried.contains("'abc' is not a decimal number of at most 12 digits"), "\(tried)")
    #expect(!tried.contains("kept"), "\(tried)")
  }

  @Test func `an export of which nothing fits is not drafted, and its fields are named`() throws {
    try folder.write("colour,shape\nred,round\nblue,square\n", to: "things.csv")
    let refused = try seedbed(
      "backfill guess things.csv --target orders --output seeds/history/new.yaml")
    #expect(
      refused.contains("no field fits a column of orders, so nothing was drafted"), "\(refused)")
    #expect(
      refused.contains("read as 'format: csv', it has colour (2 different texts"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("seeds/history/new.yaml")))
  }

  @Test func `a run over its share of rejects with nothing new says so`() throws {
    #expect(try seedbed("backfill run").contains("2 read = 1 loaded + 1 rejected"))
    let again = try seedbed("backfill run")
    #expect(again.contains("✗ orders  nothing new: 1 were loaded before"), "\(again)")
  }

  @Test func `the way to take rows back names the database that has no test mark`() throws {
    try describe("rejects: {max: 1}\ncheck: [{count: loaded, equals: 9}]")
    let failed = try seedbed("backfill run")
    #expect(
      failed.contains("the row stays; 'seedbed backfill undo orders-1' says what takes it back"),
      "\(failed)")
    let preview = try seedbed("backfill undo orders-1")
    let advice = try #require(
      preview.firstMatch(of: /with (--yes --i-know-this-is \S+) it is done/))
    let undone = try seedbed("backfill undo orders-1 \(advice.output.1)")
    #expect(undone.contains("1 removed"), "\(undone)")
  }

  @Test func `a sum that is not known says which counter holds after a restart`() throws {
    try describe("rejects: {max: 1}")
    _ = try seedbed("backfill run")
    try describe(
      "rejects: {max: 1}\ncheck: [{count: kept, equals: 1}, {sum: total, equals: 1}]")
    let unknown = try seedbed("backfill run")
    #expect(unknown.contains("'kept' counts both"), "\(unknown)")
    let again = try seedbed("backfill run --restart")
    #expect(again.contains("✓ orders"), "\(again)")
  }

  @Test func `the database that records go into is read by SQLite alone`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("seeds/history/data.db"),
      withDestinationPath: folder.path("shop.sqlite"))
    func describe(_ source: String) throws {
      try folder.write(
        "backfill: orders\ntarget: orders\nsource: \(source)\nmap: {id: {from: id}}\n",
        to: "seeds/history/orders.yaml")
    }
    try describe("{format: csv, files: [data.db]}")
    let refused = try seedbed("backfill run")
    #expect(refused.contains("'data.db' is a database that this command has open"), "\(refused)")
    #expect(refused.contains("write 'format: sqlite' and a 'table'"))
    try describe("{format: sqlite, files: [data.db], table: orders}")
    let read = try seedbed("backfill run")
    #expect(read.contains("! orders  the source is empty"), "\(read)")
  }
}

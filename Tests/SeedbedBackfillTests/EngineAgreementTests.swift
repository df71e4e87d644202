import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// What a collection holds in the end depends on the records alone.
@Suite(.blocking)
struct EngineAgreementTests {
  private static let one = (0..<120).map {
    "o\($0),/\($0 % 7),\($0 % 13 == 0 ? "x" : "\($0)"),\($0).50"
  }
  private static let two = (0..<90).map { "t\($0),/ä\($0 % 5),\($0),\($0 * 11).05" }

  private func specification(_ files: [String]) -> String {
    """
    backfill: test
    target: visits
    source: {format: csv, files: [\(files.joined(separator: ", "))]}
    map:
      id: {from: id}
      page: {from: page}
      duration: {from: duration}
      cost: {from: cost}
      metadata: {json: "*"}
    rejects: {max: 100}
    """
  }

  /// The checksum of the collection after a load in one of many ways.
  private func checksum(
    files: [String] = ["one.csv", "two.csv"], batch: Int = 20_000, lineEnd: String = "\n",
    zipped: Bool = false, postgres: Bool = false
  ) throws -> String {
    let project = try TestProject()
    for (name, records) in [("one.csv", Self.one), ("two.csv", Self.two)] {
      let text = (["id,page,duration,cost"] + records).joined(separator: lineEnd) + lineEnd
      try project.write(text, to: name)
      guard zipped else { continue }
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-n", "\(project.path)/history/\(name)"]
      try gzip.run()
      gzip.waitUntilExit()
    }
    let store: any Store =
      postgres ? try StoreURL(TemporaryPostgres.shared.get().database()).open() : project.store
    defer { if postgres { try? store.close() } }
    if postgres {
      try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
    }
    let plan = try project.plan(specification(files.map { zipped ? "\($0).gz" : $0 }))
    let outcome = try BackfillRun(
      on: store, lock: FreeLock(), options: .init(batchSize: batch),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(plan)
    #expect(outcome.failure == nil)
    #expect(outcome.totals.loaded == 200)
    return try store.read {
      try DatabaseChecksum(of: $0, name: "").checksum.description
    }
  }

  @Test func `the order of files decides nothing`() throws {
    #expect(try checksum(files: ["two.csv", "one.csv"]) == checksum())
  }

  @Test(arguments: [1, 7, 64])
  func `the size of a batch decides nothing`(batch: Int) throws {
    #expect(try checksum(batch: batch) == checksum())
  }

  @Test func `line ends and compression decide nothing`() throws {
    #expect(try checksum(lineEnd: "\r\n") == checksum())
    #expect(try checksum(zipped: true) == checksum())
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    arguments: [1, 7, 20_000])
  func `the engine decides nothing`(batch: Int) throws {
    #expect(
      try checksum(files: ["two.csv", "one.csv"], batch: batch, lineEnd: "\r\n", postgres: true)
        == checksum())
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `a row the engine cannot keep is alone a reject, on PostgreSQL as on SQLite`() throws {
    let project = try TestProject()
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    defer { try? store.close() }
    let parent = CollectionSchema(
      name: "pages", columns: [.init(name: "id", type: .text, isPrimaryKey: true)])
    let child = CollectionSchema(
      name: "visits",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "page", type: .text, references: .init(collection: "pages", column: "id")),
        .init(name: "duration", type: .int, isNullable: true, check: "duration < 900"),
      ])
    try store.transaction(.structure) { session in
      try session.apply(.createCollection(parent))
      try session.apply(.createCollection(child))
      _ = try session.execute("INSERT INTO pages (id) VALUES ('/')")
    }
    // Too long for an index, whatever is done to shorten it.
    let long = (0..<200).map { Checksum(of: "\($0)").description }.joined()
    let records = (0..<1000).map {
      "v\($0)\($0 == 555 ? long : ""),\($0 == 333 ? "/lost" : "/"),\($0 == 777 ? 901 : 1)"
    }
    try project.write("id,page,duration\n" + records.joined(separator: "\n"), to: "data.csv")
    let text = """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
      rejects: {max: 3}
      """
    let specification = try project.specification(text)
    let plan = try BackfillPlan(for: specification, schema: store.read { try $0.schema() })
    let outcome = try BackfillRun(
      on: store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) }
    ).load(plan)
    #expect(outcome.counts.loaded == 997)
    #expect(outcome.rejects.map(\.number) == [334, 556, 778])
    #expect(outcome.rejects.map(\.code) == ["store.foreign-key", "store.too-large", "store.check"])
  }
}

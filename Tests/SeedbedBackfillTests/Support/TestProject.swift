import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A folder of backfills and the database they fill, of one test alone; removed with it.
final class TestProject {
  let store: SQLiteStore
  private let folder: TemporaryFolder

  /// `collection`: what the migrations would have created.
  init(_ collection: CollectionSchema = .visits) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/history/data", withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.path + "/test.sqlite")
    try store.transaction(.structure) { try $0.apply(.createCollection(collection)) }
  }

  /// With a copy of a shared file of real records, as `data/source`.
  convenience init(shared file: String, _ collection: CollectionSchema) throws {
    try self.init(collection)
    let folder = try #require(SharedData.folder)
    try write(Data(contentsOf: URL(filePath: "\(folder)/\(file)")), to: "data/source")
  }

  deinit {
    try? store.close()
  }

  var path: String { folder.path }

  /// Writes one file into the folder of the backfills.
  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ bytes: Data, to name: String) throws {
    try bytes.write(to: URL(filePath: "\(path)/history/\(name)"))
  }

  /// Adds to the end of a file.
  func append(_ text: String, to name: String) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: "\(path)/history/\(name)"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// The plan of the backfill that `text` describes, which becomes the folder's only one.
  func plan(_ text: String, environment: [String: String] = [:]) throws -> BackfillPlan {
    try BackfillPlan(
      for: specification(text), schema: store.read { try $0.schema() }, environment: environment)
  }

  /// The backfill that `text` describes, which becomes the folder's only one.
  func specification(_ text: String) throws -> BackfillSpecification {
    try write(text, to: "backfill.yaml")
    return try BackfillFolder(at: path + "/history").named([])[0]
  }

  /// Loads what the backfill that `text` describes has not loaded yet.
  @discardableResult
  func load(
    _ text: String, batch: Int = 20_000, restart: Bool = false,
    environment: [String: String] = [:], lock: some RunnerLock = FreeLock()
  ) throws -> BackfillOutcome {
    try BackfillRun(
      on: store, lock: lock, options: .init(batchSize: batch, restart: restart),
      now: { Timestamp(seconds: 1_767_225_600) }
    ).load(plan(text, environment: environment))
  }

  /// The answer of a query, a row as `a|b|null`.
  func rows(_ sql: String) throws -> [String] {
    try store.read { session in
      try session.rows(sql).map { row in
        row.values.map(\.description).joined(separator: "|")
      }
    }
  }

  func rejects(of backfill: String = "test") throws -> [Reject] {
    try store.read { try BackfillRejects.all(of: backfill, withSettled: false, in: $0) }
  }

  /// The state of every run, in the order they started.
  func states() throws -> [String] {
    try store.read { try BackfillStatus(of: $0).runs.map(\.state.rawValue) }
  }
}

extension CollectionSchema {
  /// One column of most types; all but the first three may be null.
  static let visits = CollectionSchema(
    name: "visits",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "page", type: .text),
      .init(name: "status", type: .text, defaultValue: .value("seen")),
      .init(name: "visited_at", type: .timestamp, isNullable: true),
      .init(name: "duration", type: .int, isNullable: true),
      .init(name: "cost", type: .decimal(precision: 12, scale: 2), isNullable: true),
      .init(name: "is_member", type: .bool, isNullable: true),
      .init(name: "score", type: .float, isNullable: true),
      .init(name: "metadata", type: .json, isNullable: true),
    ])
}

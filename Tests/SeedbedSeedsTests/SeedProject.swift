import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport

@testable import SeedbedSeeds

/// A folder of seeds and a database with a shop's collections for one test.
struct SeedProject {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init(_ files: [String: String] = [:], environment: [String: String] = [:]) throws {
    self.environment = environment
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: "\(path)/seeds", withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  var path: String { folder.path }

  /// Writes a file; a name without an ending is a set.
  func write(_ text: String, to name: String) throws {
    let file = name.contains(".") ? name : "\(name).yaml"
    try Data(text.utf8).write(to: URL(filePath: "\(path)/seeds/\(file)"))
  }

  /// The one store of the test: empty collections, with the test mark unless told otherwise.
  func store(marked: Bool = true) throws -> any Store {
    let store = try StoreURL("\(path)/test.sqlite").open()
    if marked { try TestMark.set("test", on: store) }
    try store.transaction(.structure) { session in
      for collection in Self.collections { try session.apply(.createCollection(collection)) }
    }
    return store
  }

  func plan(_ set: String = "shop", schema: Schema = Schema(collections)) throws -> SeedPlan {
    try SeedPlan(
      for: SeedFolder(at: "\(path)/seeds").closure(of: set), schema: schema,
      context: SeedContext(folder: "\(path)/seeds", environment: environment))
  }

  @discardableResult
  func load(_ set: String = "shop", into store: any Store) throws -> SeedOutcome {
    try SeedRun(on: store).load(plan(set, schema: store.read { try $0.schema() }))
  }

  /// What planning says is wrong, with the folder's name cut from the files; empty for nothing.
  func problems(_ set: String = "shop", schema: Schema = Schema(collections)) -> String {
    do {
      _ = try plan(set, schema: schema)
      return ""
    } catch {
      return String(describing: error).replacing("\(path)/seeds/", with: "")
    }
  }

  /// Parents named so that alphabetical order is the wrong one.
  static let collections = [
    CollectionSchema(
      name: "shops",
      columns: [
        .init(name: "id", type: .uuid, isPrimaryKey: true),
        .init(name: "name", type: .text),
      ]),
    CollectionSchema(
      name: "people",
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: "email", type: .text, isUnique: true),
        .init(name: "country", type: .text, isNullable: true),
        .init(name: "zip", type: .text, isNullable: true),
        .init(name: "born", type: .date, isNullable: true),
        .init(name: "joined_at", type: .timestamp, defaultValue: .now),
        .init(name: "settings", type: .json, isNullable: true),
        .init(name: "photo", type: .bytes, isNullable: true),
      ]),
    CollectionSchema(
      name: "orders",
      columns: [
        .init(name: "id", type: .bigint, isPrimaryKey: true),
        .init(
          name: "person_id", type: .text,
          references: .init(collection: "people", column: "id")),
        .init(
          name: "shop_id", type: .uuid, isNullable: true,
          references: .init(collection: "shops", column: "id")),
        .init(
          name: "total", type: .decimal(precision: 12, scale: 2),
          defaultValue: .value(.decimal(ExactDecimal(unscaled: 100, scale: 2)))),
        .init(
          name: "status", type: .enumeration(["new", "paid"]), defaultValue: .value("new")),
        .init(name: "placed_at", type: .timestamp, isNullable: true),
      ]),
    CollectionSchema(
      name: "memberships",
      columns: [
        .init(
          name: "person_id", type: .text, isPrimaryKey: true,
          references: .init(collection: "people", column: "id")),
        .init(name: "club", type: .text, isPrimaryKey: true),
      ]),
  ]
}

extension SeedPlan {
  /// The value of a column as the batch has it; nil for null, and for rows that are not there.
  func cell(_ column: String, of label: String, in collection: String) -> String? {
    guard let load = loads.first(where: { $0.schema.name == collection }),
      let row = load.rows.firstIndex(where: { $0.row.label == label }),
      let place = load.columns.firstIndex(of: column)
    else { return nil }
    let cell = load.batch[row, place]
    return switch cell.kind {
    case .null: nil
    case .int: String(cell.payload)
    case .float: String(Double(bitPattern: UInt64(bitPattern: cell.payload)))
    case .text, .bytes: String(decoding: load.batch.content(of: cell), as: UTF8.self)
    }
  }
}

extension Store {
  /// Every row of every collection, in the order of the rows' text.
  func dump() throws -> [String] {
    try read { session in
      try session.collectionNames().flatMap { name in
        try session.rows("SELECT * FROM \"\(name)\"").map { row in
          let cells = zip(row.names, row.values).map { "\($0)=\($1)" }
          return "\(name): \(cells.joined(separator: " "))"
        }.sorted()
      }
    }
  }

  func execute(_ sql: String) throws {
    try transaction { _ = try $0.execute(sql) }
  }

  func column(_ sql: String) throws -> [String] {
    try read { try $0.rows(sql) }.map { $0.values.map(\.description).joined(separator: " ") }
  }
}

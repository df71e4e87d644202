import SeedbedCore
import SeedbedStore
import SeedbedTestSupport

@testable import SeedbedSeeds

/// An empty database of an engine, without the test mark, in which a test makes tables of its own.
struct SeedDatabase {
  static let engines: [StoreEngine] =
    TemporaryPostgres.isWanted ? [.sqlite, .postgres] : [.sqlite]

  let store: any Store
  private let folder: TemporaryFolder
  private let project: SeedProject

  init(_ engine: StoreEngine, sqlite: String? = nil, _ script: String) throws {
    folder = try TemporaryFolder()
    project = try SeedProject()
    store =
      switch engine {
      case .sqlite: try StoreURL("\(folder.path)/test.sqlite").open()
      case .postgres: try PostgresStore(url: TemporaryPostgres.shared.get().database())
      }
    let own = engine == .sqlite ? sqlite ?? script : script
    try store.transaction(.structure) { try $0.executeScript(own) }
  }

  init(_ engine: StoreEngine, _ collections: [CollectionSchema]) throws {
    try self.init(engine, "SELECT 1")
    try store.transaction(.structure) { session in
      for collection in collections { try session.apply(.createCollection(collection)) }
    }
  }

  /// Puts the test mark on it.
  func mark() throws {
    try TestMark.set("test", on: store, confirmation: store.name)
  }

  /// Loads a set of these lines.
  @discardableResult
  func load(_ mode: String, _ rows: String, confirmation: String? = nil) throws -> SeedOutcome {
    try project.write("set: s\nclock: 2026-01-15T12:00:00Z\nmode: \(mode)\n\(rows)\n", to: "s")
    let plan = try project.plan("s", schema: store.read { try $0.schema() })
    return try SeedRun(on: store).load(plan, confirmation: confirmation)
  }

  func rows(_ sql: String) throws -> [String] { try store.column(sql) }
}

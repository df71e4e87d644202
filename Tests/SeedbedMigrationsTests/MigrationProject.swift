import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport

@testable import SeedbedMigrations

/// A folder of migrations and a database of its own for one test.
struct MigrationProject {
  private let folder: TemporaryFolder

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    for (id, text) in files { try write(text, to: id) }
  }

  var path: String { folder.path }

  func write(_ text: String, to id: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(id).yaml"))
  }

  func read() throws -> MigrationFolder { try MigrationFolder(at: path) }

  func store() throws -> any Store { try StoreURL("\(path)/test.sqlite").open() }

  /// A database of each engine there is.
  func stores() throws -> [any Store] {
    let server = TemporaryPostgres.isWanted ? try TemporaryPostgres.shared.get() : nil
    return try [store()]
      + [server?.database()].compactMap { try $0.map { try PostgresStore(url: $0) } }
  }

  /// Applies the folder to the database, at a fixed time.
  func apply(to store: any Store) throws -> MigrationOutcome {
    try MigrationRun(on: store, now: { Timestamp(seconds: 1_768_478_400) })
      .apply(read().migrations)
  }

  /// What checking the files says, with the folder's name cut from them; empty for nothing.
  func problems() -> String {
    do {
      _ = try read()
      return ""
    } catch {
      return String(describing: error).replacing("\(path)/", with: "")
    }
  }
}

extension Store {
  func history() throws -> [AppliedMigration] { try read { try MigrationHistory.read(from: $0) } }

  func collection(_ name: String) throws -> CollectionSchema? {
    try read { try $0.schema(of: name) }
  }

  func collections() throws -> [String] { try read { try $0.collectionNames() } }
}

import Foundation
import SeedbedStore

/// A database of one test's own, migrated and seeded, that goes when the value does.
///
/// This makes SQLite files. The first one for a set of migrations and seeds is made step by step and kept
/// as a template; every further one is a copy of that file. `SeededPool` hands them out on PostgreSQL.
///
/// ```swift
/// let database = try SeededDatabase(migrations: "migrations", seeds: "seeds", set: "demo")
/// let orders = try database.store.read { try $0.rows("SELECT * FROM orders") }
/// ```
public final class SeededDatabase: Sendable {
  /// Its address, as `seedbed --database` and the service under test take it.
  public let url: String
  /// The open connection to it.
  public let store: SeededStore
  private let remove: @Sendable () -> Void

  /// Makes a database of the files.
  ///
  /// - Parameters:
  ///   - migrations: the folder of migrations.
  ///   - seeds: the folder of seeds.
  ///   - set: the seed set to load.
  ///   - history: the folder of backfills to run too; none unless given.
  ///   - folder: where databases and templates are kept; the system's temporary folder unless given.
  /// - Throws: `Diagnostics` when a file is wrong, `Diagnostic` when a database cannot be made.
  public convenience init(
    migrations: String, seeds: String, set: String, history: String? = nil,
    in folder: String? = nil
  ) throws {
    let base = URL(filePath: folder ?? NSTemporaryDirectory())
    let contents = try SeededContents(
      migrations: migrations, seeds: seeds, set: set, history: history)
    let template = try SeededTemplate(of: contents, in: base.appending(path: "seedbed-templates"))
    try self.init(copyOf: template, in: base)
  }

  private init(copyOf template: SeededTemplate, in base: URL) throws {
    let own = base.appending(path: "seedbed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let file = own.appending(path: "database.sqlite")
    try FileManager.default.copyItem(at: template.file, to: file)
    url = "sqlite:\(file.path(percentEncoded: false))"
    let store = try StoreURL(url).open()
    try TestMark.moveToCopy(on: store)
    self.store = SeededStore(store: store)
    remove = {
      try? store.close()
      try? FileManager.default.removeItem(at: own)
    }
  }

  /// A database that was made already; `remove` is called when the value goes.
  init(url: String, store: any Store, remove: @escaping @Sendable () -> Void) {
    self.url = url
    self.store = SeededStore(store: store)
    self.remove = remove
  }

  deinit {
    remove()
  }
}

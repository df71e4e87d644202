import SeedbedCore
import SeedbedStore

/// Databases of tests on a PostgreSQL server, made ahead, so that a test is handed one at once.
///
/// The first run for a set of migrations and seeds makes a template on the server; the databases are copies
/// of it. Each goes when its value does. What a run that was killed left behind is dropped by the next one
/// on that server, and never anything of a run at work.
///
/// ```swift
/// static let databases = Result {
///   try SeededPool(migrations: "migrations", seeds: "seeds", set: "demo", on: "postgres://…")
/// }
///
/// @Test func `an order belongs to its account`() throws {
///   let database = try Self.databases.get().take()
/// }
/// ```
public final class SeededPool: Sendable {
  private let clones: PostgresClones

  /// Makes the template on the server, or finds it.
  ///
  /// - Parameters:
  ///   - migrations: the folder of migrations.
  ///   - seeds: the folder of seeds.
  ///   - set: the seed set to load.
  ///   - history: the folder of backfills to run too; none unless given.
  ///   - url: a database of the server, not behind a pooler; the role may create databases.
  ///   - ready: how many databases are kept ready.
  /// - Throws: `Diagnostics` when a file is wrong, `Diagnostic` when the template cannot be made.
  public init(
    migrations: String, seeds: String, set: String, history: String? = nil, on url: String,
    ready: Int = 4
  ) throws {
    guard try StoreURL(url).engine == .postgres else {
      throw Diagnostic(
        .storeURL, "a pool is on a PostgreSQL server, and \(url) is a file",
        help: "SeededDatabase makes SQLite files")
    }
    let contents = try SeededContents(
      migrations: migrations, seeds: seeds, set: set, history: history)
    clones = try PostgresClones(of: contents, on: PostgresServer(url: url), ready: max(1, ready))
  }

  /// Hands a database out: one that is ready, or a new one when there is none.
  ///
  /// - Throws: `Diagnostic` when the server makes none.
  public func take() throws -> SeededDatabase {
    let clone = try clones.take()
    return SeededDatabase(url: clone.url, store: clone.store) { [clones] in clones.drop(clone) }
  }

  /// Waits until as many databases are ready as the pool keeps, and those that went are dropped.
  public func settle() { clones.settle() }

  deinit {
    clones.close()
  }
}

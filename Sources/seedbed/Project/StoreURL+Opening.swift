import Foundation
import SeedbedCore
import SeedbedStore

extension StoreURL {
  /// Opens the database, and creates an SQLite file that is not there; a signal that ends the run ends its
  /// work, too.
  func open(for console: Console) throws -> any Store {
    let store = try open { console.remark($0) }
    Interruption.stores?.add(store)
    return store
  }

  /// Opens a database that must be there already.
  func openExisting(for console: Console) throws -> any Store {
    if engine == .sqlite, !FileManager.default.fileExists(atPath: target) {
      throw Diagnostic(
        .databaseMissing, "there is no database at \(self)",
        help: "create it with 'seedbed up --test' or 'seedbed migrate up'")
    }
    return try open(for: console)
  }
}

extension Diagnostic.Code {
  /// A database that is not there, for a command that makes none.
  static let databaseMissing = Self("store.missing", .runFailed)
}

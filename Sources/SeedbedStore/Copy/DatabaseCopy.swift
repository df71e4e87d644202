import SeedbedCore

/// A copy of a database, beside it, for the work of this process alone.
///
/// What is done to the copy does not reach the database it was made of. One that a killed process left behind is
/// removed when the next copy of the same database is made.
package struct DatabaseCopy: Sendable {
  /// The largest database of which a copy is cheap, in bytes.
  package static let largest: Int64 = 256 << 20

  /// Where the copy is, written as the address of the database was.
  package let url: StoreURL
  /// The copy, under the name of the database.
  package let store: any Store
  /// Whether anybody changed the rows of the database since; they are not looked at one by one.
  package let isOriginalChanged: @Sendable () -> Bool
  private let removal: @Sendable () -> Void

  init(
    at url: StoreURL, _ store: any Store, isOriginalChanged: @escaping @Sendable () -> Bool,
    removal: @escaping @Sendable () -> Void
  ) {
    self.url = url
    self.store = store
    self.isOriginalChanged = isOriginalChanged
    self.removal = removal
  }

  /// Copies the database at `url`, with its test mark.
  ///
  /// This process must not be connected to one on a server.
  ///
  /// `name`: what messages call the copy.
  ///
  /// - Throws: `CopyRefusal` where there can be no copy, or none that is cheap.
  package init(of url: StoreURL, shownAs name: String) throws {
    do {
      switch url.engine {
      case .sqlite: self = try SQLiteFileCopy(of: url.target).opened(as: name)
      case .postgres: self = try PostgresDatabaseCopy(of: url.target).opened(as: name)
      }
    } catch let problem as Diagnostic {
      throw CopyRefusal(reason: problem.cause ?? problem.message)
    }
    do {
      guard try !store.read({ try RowCopies.areThere(in: $0) || IndexesAside.isAny(in: $0) }) else {
        throw CopyRefusal(reason: "another command is at work on it")
      }
      try TestMark.moveToCopy(on: store)
    } catch {
      remove()
      throw error
    }
  }

  /// Closes the copy, and removes it.
  package func remove() {
    try? store.close()
    removal()
  }
}

/// Why there is no copy of a database.
package struct CopyRefusal: Error {
  /// Goes on from "the database was not copied: ".
  package let reason: String
}

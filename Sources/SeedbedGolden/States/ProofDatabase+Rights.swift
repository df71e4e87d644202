import SeedbedCore
import SeedbedStore

/// What a role may not read is no part of a proof.
extension ProofDatabase {
  /// The collections whose rows this role may not read, and which no proof can show.
  func unreadable() throws -> [String] {
    try store.read { session in
      try session.collectionNames().filter { try !session.mayRead($0) }
    }
  }

  /// Those whose rows this role may read.
  static func readable(in session: any StoreSession) throws -> [CollectionSchema] {
    try session.collectionNames().filter { try session.mayRead($0) }
      .compactMap { try session.schema(of: $0) }
  }
}

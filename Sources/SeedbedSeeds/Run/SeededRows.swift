package import SeedbedCore
package import SeedbedStore

/// The keys of a collection's rows that seeds brought.
package struct SeededRows {
  private let keys: Set<String>

  package init(of collection: String, in session: any StoreSession) throws {
    guard try session.hasCollection("seedbed_seed_rows") else {
      keys = []
      return
    }
    keys = Set(
      try session.rows(
        "SELECT key FROM seedbed_seed_rows WHERE collection = $1", [.text(collection)]
      ).compactMap { $0.text("key") })
  }

  /// Whether a seed brought the row with this key, whose values are as a store gives them.
  package func contains(_ key: [Value]) -> Bool {
    keys.contains(key.map(\.description).joined(separator: SeedKey.separator))
  }
}

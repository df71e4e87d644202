package import SeedbedCore
package import SeedbedStore

/// The keys of a collection's rows that seeds brought.
package struct SeededRows {
  private let keys: Set<String>

  package init(of collection: String, in session: any StoreSession) throws {
    keys = try SeedRows.keys(of: collection, in: session)
  }

  /// Whether a seed brought the row with this key, whose values are as a store gives them.
  package func contains(_ key: [Value]) -> Bool {
    keys.contains(key.map(\.description).joined(separator: SeedKey.separator))
  }
}

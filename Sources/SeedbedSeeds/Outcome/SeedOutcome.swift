/// What a load put in place.
package struct SeedOutcome: Sendable {
  package struct Loaded: Sendable, Hashable {
    package let collection: String
    /// The records of the set, those that were there already among them.
    package let count: Int
    /// Those that were there already and were left as they are, in `insert` and `upsert`.
    package let present: Int
    /// Those that were there already and are other now, in `upsert`.
    package let changed: Int

    init(collection: String, count: Int, present: Int = 0, changed: Int = 0) {
      self.collection = collection
      self.count = count
      self.present = present
      self.changed = changed
    }
  }

  package let set: String
  package let mode: SeedSet.Mode
  /// By collection, in the order they were filled.
  package let loaded: [Loaded]
  /// How many records of earlier seeds went, in `replace`.
  package let removed: Int

  package var count: Int { loaded.reduce(0) { $0 + $1.count } }

  /// How many were there already, and were left as they are.
  package var present: Int { loaded.reduce(0) { $0 + $1.present } }

  /// How many were there already, and are other now.
  package var changed: Int { loaded.reduce(0) { $0 + $1.changed } }
}

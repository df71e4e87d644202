/// What a load put in place.
public struct SeedOutcome: Sendable {
  public struct Loaded: Sendable, Hashable {
    public let collection: String
    /// The records of the set, those that were there already among them.
    public let count: Int
    /// Those that were there already and were left as they are, in `insert` and `upsert`.
    public let present: Int
    /// Those that were there already and are other now, in `upsert`.
    public let changed: Int

    init(collection: String, count: Int, present: Int = 0, changed: Int = 0) {
      self.collection = collection
      self.count = count
      self.present = present
      self.changed = changed
    }
  }

  public let set: String
  public let mode: SeedSet.Mode
  /// By collection, in the order they were filled.
  public let loaded: [Loaded]
  /// How many records of earlier seeds went, in `replace`.
  public let removed: Int

  public var count: Int { loaded.reduce(0) { $0 + $1.count } }

  /// How many were there already, and were left as they are.
  public var present: Int { loaded.reduce(0) { $0 + $1.present } }

  /// How many were there already, and are other now.
  public var changed: Int { loaded.reduce(0) { $0 + $1.changed } }
}

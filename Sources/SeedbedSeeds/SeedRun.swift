import SeedbedCore
import SeedbedFormats
public import SeedbedStore

/// What a load put in place.
public struct SeedOutcome: Sendable {
  public struct Loaded: Sendable, Hashable {
    public let collection: String
    public let count: Int
  }

  public let set: String
  public let mode: SeedSet.Mode
  /// By collection, in the order they were filled.
  public let loaded: [Loaded]
  /// How many records of earlier seeds went, in `replace`.
  public let removed: Int

  public var count: Int { loaded.reduce(0) { $0 + $1.count } }
}

/// Loads a plan in one transaction.
///
/// Every record a seed puts in is remembered, so that `replace` removes what seeds brought and never a
/// record that came from elsewhere.
public struct SeedRun {
  private static let ownership = CollectionSchema(
    name: "seedbed_seed_rows",
    columns: [
      .init(name: "collection", type: .text, isPrimaryKey: true),
      .init(name: "key", type: .text, isPrimaryKey: true),
      .init(name: "seed_set", type: .text), label,
    ])
  /// The label of a row whose key was made from it; null where the key says what the row is.
  private static let label = CollectionSchema.Column(name: "label", type: .text, isNullable: true)

  private let store: any Store

  public init(on store: any Store) {
    self.store = store
  }

  /// - Parameter confirmation: the name of an unmarked database the person is sure of.
  /// - Throws: `Diagnostic` when the database refuses, with nothing changed.
  public func load(_ plan: SeedPlan, confirmation: String? = nil) throws -> SeedOutcome {
    if plan.mode == .replace {
      try TestMark.require(
        for: "replacing seeds", on: store, confirmation: confirmation)
    }
    return try store.transaction(.structure) { session in
      try Self.prepareOwnership(in: session)
      let earlier =
        plan.mode == .replace ? try removeEarlier(before: plan, in: session) : Earlier()
      var loaded: [SeedOutcome.Loaded] = []
      for load in plan.loads {
        try put(load, of: plan, over: earlier.kept[load.schema.name] ?? [], in: session)
        loaded.append(.init(collection: load.schema.name, count: load.count))
      }
      return SeedOutcome(set: plan.name, mode: plan.mode, loaded: loaded, removed: earlier.count)
    }
  }

  /// Makes the table, or adds what it lacks when an older version made it.
  private static func prepareOwnership(in session: any StoreSession) throws {
    try session.ensure(ownership)
    if try session.schema(of: ownership.name)?.column(label.name) == nil {
      try session.apply(.addColumn(label, to: ownership.name))
    }
  }

  /// What became of the records of earlier seeds.
  private struct Earlier {
    /// How many there were.
    var count = 0
    /// The keys, by collection, of those that stayed to be written over: records that no seed brought
    /// refer to them, and would go with them.
    var kept: [String: Set<String>] = [:]
  }

  private func removeEarlier(before plan: SeedPlan, in session: any StoreSession) throws -> Earlier
  {
    let owned = try session.rows(
      "SELECT DISTINCT collection FROM seedbed_seed_rows ORDER BY collection"
    ).compactMap { $0.text("collection") }
    let schema = try session.schema()
    let names = Set(owned.filter { schema[$0] != nil })
    var earlier = Earlier()
    for name in try CollectionOrder.parentsFirst(names, in: schema).reversed() {
      guard let collection = schema[name], !collection.primaryKey.isEmpty else { continue }
      let rows = OwnedRows(of: collection, in: session)
      earlier.count += try session.execute(
        "DELETE FROM \(rows.table) WHERE \(rows.condition) AND \(rows.unreferenced(in: schema))",
        rows.bindings)
      let kept = Set(
        try session.rows(
          "SELECT \(rows.key) AS key FROM \(rows.table) WHERE \(rows.condition)", rows.bindings
        ).compactMap { $0.text("key") })
      if kept.isEmpty { continue }
      earlier.count += kept.count
      earlier.kept[name] = kept
      let planned = plan.loads.filter { $0.schema.name == name }.flatMap { $0.rows.map(\.key) }
      if let lost = kept.subtracting(planned).min() { throw stillReferred(to: lost, of: name) }
    }
    try session.execute("DELETE FROM seedbed_seed_rows")
    return earlier
  }

  private func stillReferred(to key: String, of name: String) -> Diagnostic {
    Diagnostic(
      .seedRefused,
      """
      a record that no seed brought refers to '\(SeedKey.shown(key))' of \(name), which the new set \
      does not have
      """,
      help: "nothing was changed; keep the row in the set, or remove what refers to it first")
  }

  /// - Parameter kept: the keys of earlier rows that are written over.
  private func put(
    _ load: SeedPlan.Load, of plan: SeedPlan, over kept: Set<String>, in session: any StoreSession
  ) throws {
    var there: Set<Int> = []
    switch plan.mode {
    case .replace where kept.isEmpty, .insert:
      _ = try insert(load, conflict: .fail, in: session)
    case .replace:
      let taken = try insert(load, conflict: .keep, in: session)
      let strange = taken.filter { !kept.contains(load.rows[$0].key) }.sorted()
      try Diagnostics(
        strange.map {
          refusal(of: .init(row: $0, code: "store.unique", message: "its key is taken"), in: load)
        }
      ).throwIfAny()
      _ = try insert(load, conflict: .update, in: session)
    case .upsert:
      there = try insert(load, conflict: .keep, in: session)
      if !there.isEmpty { _ = try insert(load, conflict: .update, in: session) }
    }
    let generated = SeedKey.generated(of: load.schema)
    var ownership = RowBatch(columnCount: 4)
    for (place, row) in load.rows.enumerated() where !there.contains(place) {
      ownership.append(.text(load.schema.name))
      ownership.append(.text(row.key))
      ownership.append(.text(plan.name))
      let isGenerated = generated.map { row.row[$0.name] == nil } ?? false
      ownership.append(isGenerated ? .text(row.row.label) : .null)
    }
    _ = try session.insert(
      ownership,
      into: InsertTarget(
        schema: Self.ownership, columns: Self.ownership.columns.map(\.name), conflict: .update))
  }

  /// - Returns: the places of the rows whose key was there before.
  private func insert(
    _ load: SeedPlan.Load, conflict: InsertTarget.Conflict, in session: any StoreSession
  ) throws -> Set<Int> {
    let outcome = try session.insert(
      load.batch,
      into: InsertTarget(schema: load.schema, columns: load.columns, conflict: conflict))
    try Diagnostics(outcome.refused.map { refusal(of: $0, in: load) }).throwIfAny()
    return Set(outcome.present + outcome.conflicting.map(\.row))
  }

  private func refusal(
    of refused: InsertOutcome.Refusal, in load: SeedPlan.Load
  ) -> Diagnostic {
    let row = load.rows[refused.row].row
    let taken = refused.code == "store.unique"
    return Diagnostic(
      .seedRefused,
      taken
        ? "'\(row.label)' of \(load.schema.name) is there already"
        : "the database refuses '\(row.label)' of \(load.schema.name)",
      help: taken
        ? "a record with this key or a unique value came from elsewhere; nothing was changed"
        : "nothing was changed", at: row.node.location, cause: refused.message)
  }
}

extension Diagnostic.Code {
  /// A record the database refused.
  static let seedRefused = Self("seed.refused", .runFailed)
}

import SeedbedCore
import SeedbedStore

/// Puts the rows of a plan in place, inside a transaction.
struct SeedLoading {
  let plan: SeedPlan
  let earlier: EarlierRows
  let session: any StoreSession
  /// The rows of each table that were there before.
  private var there: [String: Set<Int>] = [:]
  /// Those of them that an upsert made others.
  private var changed: [String: Set<Int>] = [:]

  init(_ plan: SeedPlan, over earlier: EarlierRows, in session: any StoreSession) {
    self.plan = plan
    self.earlier = earlier
    self.session = session
  }

  /// Fills every table, then the columns that close rings.
  mutating func load() throws -> [SeedOutcome.Loaded] {
    for load in plan.loads { try put(load) }
    for load in plan.loads where !load.later.isEmpty { try close(load) }
    return plan.loads.map { load in
      let name = load.schema.name
      let changed = changed[name]?.count ?? 0
      // What `replace` found was an earlier seed's, and is counted as removed.
      let there = plan.mode == .replace ? 0 : there[name]?.count ?? 0
      return SeedOutcome.Loaded(
        collection: name, count: load.count, present: there - changed, changed: changed)
    }
  }

  private mutating func put(_ load: SeedPlan.Load) throws {
    let name = load.schema.name
    var taken: [Int] = []
    for (shape, places) in load.groups {
      let written = shape.inserted.filter { !load.later.contains(load.columns[$0]) }
      let outcome = try session.insert(
        load.part(places, written), into: load.target(written, conflict: .keep))
      try SeedRefusals(load).throwIfAny(outcome.refused, at: places)
      let found = outcome.present + outcome.conflicting.map(\.row)
      if found.isEmpty { continue }
      taken += found.map { places[$0] }
      switch plan.mode {
      case .insert: try requireOwn(outcome, places, load)
      case .replace:
        try requireKept(found.map { places[$0] }, load)
        try update(found.map { places[$0] }, written, of: load)
      case .upsert:
        let named = shape.named.filter { !load.later.contains(load.columns[$0]) }
        changed[name, default: []].formUnion(
          try update(found.map { places[$0] }, named, of: load))
      }
    }
    there[name] = Set(taken)
    try requireHeld(load)
    let isTheirs = plan.mode != .replace
    let new = load.rows.indices.filter { !isTheirs || !(there[name]?.contains($0) ?? false) }
    let generated = SeedKey.generated(of: load.schema)
    try SeedRows.remember(
      new.lazy.map { [plan] place in
        let row = load.rows[place]
        let isGenerated = generated.map { row.row[$0.name] == nil } ?? false
        return SeedRows.Row(
          collection: name, key: row.key, set: plan.name,
          label: isGenerated ? row.row.label : nil)
      }, in: session)
  }

  /// A trigger or rule may drop rows, or change their keys, without a word.
  private func requireHeld(_ load: SeedPlan.Load) throws {
    if try session.keepsRowsAsSent(load.schema.name) { return }
    let keys = load.schema.columns.indices.filter { load.schema.columns[$0].isPrimaryKey }
    func missing(among places: [Int]) throws -> [Int] {
      let sought = load.batch.part(rows: places, columns: keys)
      let found = try session.count(ofKeys: sought, in: load.schema)
      if found == places.count { return [] }
      if places.count == 1 { return places }
      let middle = places.count / 2
      return try missing(among: Array(places[..<middle]))
        + missing(among: Array(places[middle...]))
    }
    let lost = try missing(among: Array(load.rows.indices))
    try SeedRefusals(load).throwIfAny(lost.map { .notKept($0) }, at: Array(load.rows.indices))
  }

  /// Fills the columns that refer to tables further on.
  private mutating func close(_ load: SeedPlan.Load) throws {
    let name = load.schema.name
    let there = there[name] ?? []
    for (shape, places) in load.groups {
      func columns(_ written: [Int]) -> [Int] {
        written.filter {
          load.later.contains(load.columns[$0]) || load.schema.columns[$0].isPrimaryKey
        }
      }
      let old = places.filter(there.contains)
      try update(places.filter { !there.contains($0) }, columns(shape.inserted), of: load)
      switch plan.mode {
      case .replace: try update(old, columns(shape.inserted), of: load)
      case .upsert:
        changed[name, default: []].formUnion(try update(old, columns(shape.named), of: load))
      case .insert:
        guard let first = try update(old, columns(shape.inserted), of: load).first else { continue }
        throw SeedRefusals(load).differing(in: load.later.sorted(), at: first)
      }
    }
  }

  /// - Returns: the places of the rows that were other before.
  @discardableResult
  private func update(_ places: [Int], _ columns: [Int], of load: SeedPlan.Load) throws -> [Int] {
    let isMore = columns.contains { !load.schema.columns[$0].isPrimaryKey }
    guard !places.isEmpty, isMore else { return [] }
    let outcome = try session.update(
      load.part(places, columns), in: load.target(columns, conflict: .update))
    try SeedRefusals(load).throwIfAny(outcome.refused, at: places)
    return outcome.changed.map { places[$0] }
  }

  /// In `insert`, a row may be there only as an earlier load put it there.
  private func requireOwn(
    _ outcome: InsertOutcome, _ places: [Int], _ load: SeedPlan.Load
  ) throws {
    let sets = try SeedRows.sets(of: load.schema.name, in: session)
    var problems = Diagnostics()
    for row in outcome.present where sets[load.rows[places[row]].key] == nil {
      problems.add(SeedRefusals(load).strange(at: places[row]))
    }
    for conflict in outcome.conflicting {
      let place = places[conflict.row]
      problems.add(
        sets[load.rows[place].key].map { set in
          SeedRefusals(load).differing(in: [conflict.column], at: place, loadedBy: set)
        } ?? SeedRefusals(load).strange(at: place))
    }
    try problems.throwIfAny()
  }

  /// In `replace`, a row may be there only if it was an earlier seed's.
  private func requireKept(_ places: [Int], _ load: SeedPlan.Load) throws {
    let kept = earlier.kept[load.schema.name] ?? []
    let strange = places.filter { !kept.contains(load.rows[$0].key) }.sorted()
    try Diagnostics(strange.map { SeedRefusals(load).strange(at: $0) }).throwIfAny()
  }
}

extension SeedPlan.Load {
  /// The places of the rows that write the same columns.
  fileprivate var groups: [(shape: WrittenColumns, places: [Int])] {
    if shapes.count == 1 { return [(shapes[0], Array(rows.indices))] }
    var places = [[Int]](repeating: [], count: shapes.count)
    for (place, row) in rows.enumerated() { places[row.shape].append(place) }
    return zip(shapes, places).map { ($0, $1) }
  }

  fileprivate func part(_ places: [Int], _ columns: [Int]) -> RowBatch {
    if places.count == batch.count, columns.count == batch.columnCount { return batch }
    return batch.part(rows: places, columns: columns)
  }

  fileprivate func target(_ places: [Int], conflict: InsertTarget.Conflict) -> InsertTarget {
    InsertTarget(schema: schema, columns: places.map { columns[$0] }, conflict: conflict)
  }
}

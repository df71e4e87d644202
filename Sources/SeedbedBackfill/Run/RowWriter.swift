import SeedbedCore
import SeedbedStore

/// Puts mapped rows into their collection, and remembers where they came from.
struct RowWriter {
  /// A row that was not kept.
  struct Refusal {
    let row: Int
    let code: String
    let column: String?
    let message: String

    init(row: Int, code: String, column: String?, message: String) {
      (self.row, self.code, self.column, self.message) = (row, code, column, message)
    }

    /// A key that another record has.
    init(conflict: InsertOutcome.Conflict) {
      self.init(
        row: conflict.row, code: "key.conflict", column: conflict.column,
        message: "a record with this key and other content is there")
    }

    /// The reject of the row's record.
    func reject(at places: [RecordPlace], of file: String) -> Reject {
      Reject(
        file: file, place: places[row], stage: .store, code: code, column: column,
        message: message)
    }
  }

  /// What became of the rows of a batch.
  struct Result {
    var loaded = 0
    /// Rows whose content is there already.
    var presentRows: [Int] = []
    var refusals: [Refusal] = []
    /// Rows that were refused.
    var refused: Set<Int> { Set(refusals.map(\.row)) }
  }

  /// What rows of a batch took the place of.
  private struct Replaced {
    /// What the replaced rows held before, by the row that replaced them.
    var old: [Int: [UInt8]] = [:]
    /// The row of the batch that holds a key now, where rows are read back.
    var holders: [[UInt8]: Int] = [:]
    /// The fingerprints that rows of the batch had before others of it took their place.
    var held: [Int: UInt64] = [:]
    /// The keys of rows that the batch itself brought, where only what the backfill loaded gives way.
    var fresh: Set<[UInt8]> = []
  }

  private let plan: BackfillPlan
  private let hasKey: Bool
  private let key: PackedKey
  private let rows: KeyedRows

  /// `hasKey`: whether the collection keeps its keys apart.
  init(for plan: BackfillPlan, hasKey: Bool = true) {
    self.plan = plan
    self.hasKey = hasKey
    rows = KeyedRows(of: plan.schema)
    key = PackedKey(of: plan)
  }

  func write(
    _ pending: PendingBatch, of file: String, run: String, in session: any StoreSession
  ) throws -> Result {
    let batch = pending.rows
    var outcome = try session.insert(batch, into: target(.keep))
    let replaced =
      plan.specification.replaces && !outcome.conflicting.isEmpty
      ? try replace(in: batch, &outcome, session) : Replaced()
    let old = replaced.old
    var result = Result(loaded: outcome.written, presentRows: outcome.present)
    let words = RefusalWords(for: plan, in: session)
    result.refusals =
      try outcome.conflicting.map { Refusal(conflict: $0) }
      + outcome.refused.map { try words.refusal($0, of: batch) }
    let held =
      plan.readsBack
      ? try readBack(batch, without: result.refused.union(outcome.present), &result, session)
        .merging(replaced.held) { $1 } : [:]
    let left = result.refused.union(outcome.present)
    let packed = left.isEmpty && old.isEmpty && !plan.readsBack ? pending.origins : nil
    try RowOrigins.record(
      packed
        ?? RowOrigins.pack(
          batch, at: pending.places, without: left, replacements: Set(old.keys), held: held,
          of: plan),
      of: plan, file: file, run: run, in: session)
    try RowOrigins.keep(
      old, at: pending.places, of: plan, file: file, run: run, in: session)
    return result
  }

  /// Reads rows again that were written. One that is not there, since a trigger took it away, is refused.
  ///
  /// - Returns: the fingerprints of what the database holds, by the rows of the batch.
  private func readBack(
    _ batch: RowBatch, without left: Set<Int>, _ result: inout Result, _ session: any StoreSession
  ) throws -> [Int: UInt64] {
    let columns = LoadedColumns(rememberedOf: plan)
    var fingerprint = columns.fingerprint
    let written = (0..<batch.count).filter { !left.contains($0) }
    let keys = written.map { key.bytes(of: $0, in: batch) }
    let there = try rows.values(of: columns.names, byKeys: keys, in: session)
    var held: [Int: UInt64] = [:]
    for (row, key) in zip(written, keys) {
      // A key may be held in another form, such as one with spaces up to its width.
      let values =
        try there[key]
        ?? rows.values(of: columns.names, byKeys: [key], in: session).values.first
      if let values {
        held[row] = fingerprint.number(of: values)
      } else {
        result.loaded -= 1
        result.refusals.append(
          Refusal(
            row: row, code: "store.not-kept", column: nil,
            message: "the database took the row and does not hold it: a trigger or rule drops it"))
      }
    }
    return held
  }

  private func target(_ conflict: InsertTarget.Conflict) -> InsertTarget {
    InsertTarget(
      schema: hasKey ? plan.schema : plan.schema.withoutKey,
      columns: plan.columns.map(\.name), conflict: conflict)
  }

  /// Lets rows whose key is taken by other content take its place, in the order of the records.
  ///
  /// Rows that seemed present are looked at again where their key is among those, so that the end is the
  /// same whatever the size of the batch.
  private func replace(
    in batch: RowBatch, _ outcome: inout InsertOutcome, _ session: any StoreSession
  ) throws -> Replaced {
    let contested = Set(outcome.conflicting.map { key.bytes(of: $0.row, in: batch) })
    let again = Set(outcome.present).filter { contested.contains(key.bytes(of: $0, in: batch)) }
    var open = (outcome.conflicting.map(\.row) + again).sorted()
    outcome.conflicting = []
    outcome.present.removeAll(where: again.contains)
    var replaced = Replaced()
    if plan.readsBack || plan.keepsRecords != nil {
      let left = Set(open + outcome.present + outcome.refused.map(\.row))
      for row in 0..<batch.count where !left.contains(row) {
        let key = key.bytes(of: row, in: batch)
        replaced.fresh.insert(key)
        if plan.readsBack { replaced.holders[key] = row }
      }
    }
    while !open.isEmpty {
      var taken: Set<[UInt8]> = []
      let turn = open.filter { taken.insert(key.bytes(of: $0, in: batch)).inserted }
      let later = Set(turn)
      open.removeAll { later.contains($0) }
      try replace(turn, in: batch, &outcome, &replaced, session)
    }
    outcome.present.sort()
    outcome.refused.sort { $0.row < $1.row }
    return replaced
  }

  /// `turn`: rows no two of which have one key.
  private func replace(
    _ turn: [Int], in batch: RowBatch, _ outcome: inout InsertOutcome, _ replaced: inout Replaced,
    _ session: any StoreSession
  ) throws {
    var fingerprint = RowFingerprint(of: plan.columns)
    if plan.readsBack {
      let held = turn.filter { replaced.holders[key.bytes(of: $0, in: batch)] != nil }
      let columns = LoadedColumns(rememberedOf: plan)
      var print = columns.fingerprint
      let values = try rows.values(
        of: columns.names, byKeys: held.map { key.bytes(of: $0, in: batch) }, in: session)
      for (key, values) in values {
        if let row = replaced.holders[key] { replaced.held[row] = print.number(of: values) }
      }
    }
    let there = try rows.values(
      of: plan.columns.map(\.name), byKeys: turn.map { key.bytes(of: $0, in: batch) }, in: session)
    var changed: [Int] = []
    for row in turn {
      let held = there[key.bytes(of: row, in: batch)]
      if let held, fingerprint.number(of: held) == fingerprint.number(of: row, in: batch) {
        outcome.present.append(row)
      } else {
        changed.append(row)
      }
    }
    if changed.isEmpty { return }
    if let problem = plan.keepsRecords {
      let others = Set(changed.map { key.bytes(of: $0, in: batch) }).subtracting(replaced.fresh)
      let own = try OwnRows(of: plan).unchanged(others, in: session)
      guard own == others else { throw problem }
    }
    let written = try session.insert(batch.rows(changed), into: target(.update))
    let refused = Set(written.refused.map { changed[$0.row] })
    outcome.refused += written.refused.map {
      InsertOutcome.Refusal(row: changed[$0.row], code: $0.code, message: $0.message)
    }
    outcome.written += changed.count - refused.count
    for row in changed where !refused.contains(row) {
      let key = key.bytes(of: row, in: batch)
      replaced.fresh.insert(key)
      replaced.old[row] = there[key].map { PackedValue.bytes(of: $0) }
      if plan.readsBack { replaced.holders[key] = row }
    }
  }
}

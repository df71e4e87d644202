import SeedbedCore
import SeedbedStore

/// What becomes of the rows of one batch when its run is undone.
struct UndoDecision {
  /// What a row held before a run replaced it.
  struct Old {
    let columns: [String]
    let values: [Value]
  }

  /// Rows to take away.
  var remove: Set<[UInt8]> = []
  /// Rows to write over with what they held before.
  var restore: [[UInt8]: Old] = [:]
  var keep: [(origin: RowOrigin, reason: UndoOutcome.Reason)] = []
  /// Origins that no longer matter once this is done, in the order of the records.
  var settled: [RowOrigin] = []
  var gone = 0
}

/// Decides it, and reads only.
struct UndoReview {
  let run: BackfillRuns.Run
  let runs: RunList
  let schema: CollectionSchema
  let session: any StoreSession
  let columns: LoadedColumns

  /// The fingerprints that rows of batches looked at before will have, where nothing is changed meanwhile.
  private(set) var expected: [[UInt8]: UInt64] = [:]

  init(
    run: BackfillRuns.Run, runs: RunList, schema: CollectionSchema, columns: LoadedColumns,
    session: any StoreSession
  ) {
    self.run = run
    self.runs = runs
    self.schema = schema
    self.columns = columns
    self.session = session
  }

  /// Looks at the origins of a batch from the last to the first, since a run may have replaced its own rows.
  mutating func decision(
    for batch: BackfillBatches.Batch, children: [KeyedRows.Child]
  ) throws -> UndoDecision {
    let origins = try origins(of: batch)
    let keys = Set(origins.map(\.key))
    let rows = KeyedRows(of: schema)
    let there = try rows.values(
      of: columns.names, byKeys: keys.sorted(by: Self.isBefore), in: session)
    let taken = try takenOver(keys)
    let referred = try rows.referred(
      among: keys.sorted(by: Self.isBefore), from: children, in: session)
    var decision = UndoDecision()
    var now = there.mapValues { fingerprint(of: $0) }
    for (key, number) in expected where now[key] != nil { now[key] = number }
    for origin in origins.reversed() {
      guard let held = there[origin.key], let number = now[origin.key] else {
        decision.gone += 1
        continue
      }
      if taken.contains(origin.key) {
        decision.keep.append((origin, .later))
      } else if number != origin.fingerprint {
        decision.keep.append((origin, .changed))
      } else if origin.isReplacement {
        guard let old = try RowOrigins.old(of: origin, in: batch, session) else {
          decision.keep.append((origin, .refused))
          continue
        }
        decision.restore[origin.key] = .init(columns: old.columns, values: old.values)
        decision.settled.append(origin)
        now[origin.key] = fingerprint(of: held, after: old)
        expected[origin.key] = now[origin.key]
      } else if referred.contains(origin.key) {
        decision.keep.append((origin, .referred))
      } else {
        decision.restore[origin.key] = nil
        decision.remove.insert(origin.key)
        decision.settled.append(origin)
        now[origin.key] = nil
      }
    }
    decision.settled.reverse()
    decision.keep.reverse()
    return decision
  }

  private func origins(of batch: BackfillBatches.Batch) throws -> [RowOrigin] {
    var origins: [RowOrigin] = []
    try RowOrigins.forEach(
      of: batch, keyCount: schema.primaryKey.count, in: session
    ) { origins.append($0) }
    return origins
  }

  /// The keys that a later run loaded again.
  private func takenOver(_ keys: Set<[UInt8]>) throws -> Set<[UInt8]> {
    var taken: Set<[UInt8]> = []
    for batch in try BackfillBatches.all(on: schema.name, in: session)
    where runs.isBefore(run.id, batch.run) {
      try RowOrigins.forEach(
        of: batch, keyCount: schema.primaryKey.count, in: session
      ) { if keys.contains($0.key) { taken.insert($0.key) } }
    }
    return taken
  }

  private func fingerprint(of values: [Value]) -> UInt64 {
    var fingerprint = columns.fingerprint
    return fingerprint.number(of: values)
  }

  /// Of a row that holds `values`, once `old` is written over it.
  private func fingerprint(
    of values: [Value], after old: (columns: [String], values: [Value])
  ) -> UInt64 {
    let written = Dictionary(zip(old.columns, old.values)) { first, _ in first }
    return fingerprint(of: zip(columns.names, values).map { written[$0] ?? $1 })
  }

  static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}

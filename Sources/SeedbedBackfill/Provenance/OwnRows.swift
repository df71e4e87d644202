import SeedbedCore
import SeedbedStore

/// Which rows are as a backfill loaded them: without the test mark no others give way to a later record.
struct OwnRows {
  private let plan: BackfillPlan

  init(of plan: BackfillPlan) { self.plan = plan }

  /// The keys, of some, whose rows hold what a run of the backfill put there.
  ///
  /// Every origin that is remembered of the collection is looked at, by the columns that its run remembers.
  func unchanged(_ keys: Set<[UInt8]>, in session: any StoreSession) throws -> Set<[UInt8]> {
    if keys.isEmpty { return [] }
    let runs = try RunList(of: session)
    let keys = Array(keys)
    var now: [[String]: [[UInt8]: UInt64]] = [:]
    func fingerprints(of columns: LoadedColumns) throws -> [[UInt8]: UInt64] {
      if let known = now[columns.names] { return known }
      var fingerprint = columns.fingerprint
      let held = try KeyedRows(of: plan.schema).values(of: columns.names, byKeys: keys, in: session)
      let found = held.mapValues { fingerprint.number(of: $0) }
      now[columns.names] = found
      return found
    }
    var unchanged: Set<[UInt8]> = []
    for batch in try BackfillBatches.all(on: plan.schema.name, in: session) {
      guard let run = runs[batch.run], run.backfill == plan.specification.name,
        let columns = try columns(of: run)
      else { continue }
      let now = try fingerprints(of: columns)
      try RowOrigins.forEach(
        of: batch, keyCount: plan.schema.primaryKey.count, in: session
      ) { origin in
        if now[origin.key] == origin.fingerprint { unchanged.insert(origin.key) }
      }
    }
    return unchanged
  }

  /// nil where the collection no longer has them all; those of the plan for a run of an earlier version.
  private func columns(of run: BackfillRuns.Run) throws -> LoadedColumns? {
    run.columns == nil
      ? LoadedColumns(rememberedOf: plan)
      : try LoadedColumns.recorded(by: run, in: plan.schema)
  }
}

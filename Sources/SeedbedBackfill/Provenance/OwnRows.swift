import SeedbedCore
import SeedbedStore

/// Which rows are as a backfill loaded them: without the test mark no others give way to a later record.
struct OwnRows {
  private let plan: BackfillPlan

  init(of plan: BackfillPlan) { self.plan = plan }

  /// The keys, of some, whose rows hold what a run of the backfill put there.
  ///
  /// Every origin that is remembered of the collection is looked at.
  func unchanged(_ keys: Set<[UInt8]>, in session: any StoreSession) throws -> Set<[UInt8]> {
    if keys.isEmpty { return [] }
    let columns = LoadedColumns(rememberedOf: plan)
    var fingerprint = columns.fingerprint
    var now: [[UInt8]: UInt64] = [:]
    let held = try KeyedRows(of: plan.schema)
      .values(of: columns.names, byKeys: Array(keys), in: session)
    for (key, values) in held { now[key] = fingerprint.number(of: values) }
    let runs = Set(
      try BackfillStatus(of: session).runs.filter { $0.backfill == plan.specification.name }
        .map(\.id))
    var unchanged: Set<[UInt8]> = []
    for batch in try ProvenanceTable.batches(of: nil, on: plan.schema.name, in: session)
    where runs.contains(batch.run) {
      try ProvenanceTable.forEachOrigin(
        of: batch, keyCount: plan.schema.primaryKey.count, in: session
      ) { origin in
        if now[origin.key] == origin.fingerprint { unchanged.insert(origin.key) }
      }
    }
    return unchanged
  }
}

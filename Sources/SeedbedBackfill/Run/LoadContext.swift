import SeedbedCore
import SeedbedStore

/// What the files of one run are loaded with.
struct LoadContext: Sendable {
  let plan: BackfillPlan
  let run: String
  let store: any Store
  let lock: any RunnerLock
  let options: BackfillRun.Options
  let now: @Sendable () -> Timestamp
  /// Whether the collection keeps its keys apart meanwhile.
  var hasKey = true
}

/// What a file has to know of the backfill's other files.
struct OtherFiles: Sendable {
  /// How many of their records are rejects; the limit is for all files.
  let rejected: @Sendable (any StoreSession) throws -> Int
  /// Those that are read again later, so that the rejects they have do not count.
  var toReread: Set<String> = []
}

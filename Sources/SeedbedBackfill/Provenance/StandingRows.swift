import SeedbedCore
import SeedbedStore

/// How many of the rows that a backfill loaded from a file are still in their collection, however they went.
///
/// Keys are looked up, so that it costs what the file's rows cost, whatever else the collection holds.
struct StandingRows {
  /// How many keys go into one statement.
  private static let mostKeys = 2_000

  private(set) var loaded = 0
  private(set) var gone = 0

  /// Whether there were any, and none is left.
  var areAllGone: Bool { loaded > 0 && gone == loaded }

  init() {}

  init(of progress: FileProgress, in schema: CollectionSchema, _ session: any StoreSession) throws {
    let kept = progress.counts.loaded + progress.counts.present
    guard kept > 0 else { return }
    let table = SQLText.identifier(schema.name)
    if try session.rows("SELECT 1 AS one FROM \(table) LIMIT 1").isEmpty {
      (loaded, gone) = (kept, kept)
      return
    }
    let batches = try ProvenanceTable.batches(
      ofFile: progress.file, of: progress.backfill, on: schema.name, in: session)
    if schema.primaryKey.isEmpty { return }
    let rows = KeyedRows(of: schema)
    for batch in batches {
      var keys: Set<[UInt8]> = []
      try ProvenanceTable.forEachOrigin(
        of: batch, keyCount: schema.primaryKey.count, in: session
      ) { keys.insert($0.key) }
      let order = keys.sorted { $0.lexicographicallyPrecedes($1) }
      loaded += order.count
      gone += try order.count - rows.count(among: order, mostKeys: Self.mostKeys, in: session)
    }
  }
}

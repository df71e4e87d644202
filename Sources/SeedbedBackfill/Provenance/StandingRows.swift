import SeedbedCore
import SeedbedStore

/// How many of the rows that a backfill loaded from a file are still in their collection, however they went.
///
/// Keys are looked up, so that it costs what the file's rows cost, whatever else the collection holds.
struct StandingRows {
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
    let batches = try BackfillBatches.all(
      ofFile: progress.file, of: progress.backfill, on: schema.name, in: session)
    if schema.primaryKey.isEmpty { return }
    for batch in batches {
      let keys = try RowOrigins.keys(
        of: batch, keyCount: schema.primaryKey.count, in: session)
      loaded += keys.count
      gone += try keys.count - session.count(ofKeys: keys, in: schema)
    }
  }
}

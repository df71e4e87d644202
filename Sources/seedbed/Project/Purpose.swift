/// What a command does, as others that want the same database are told.
struct Purpose: Sendable {
  let words: String

  init(_ words: String) { self.words = words }

  /// Whether the command only looks, so that its database is opened for reading: neither the file nor its
  /// folder changes, and nobody needs a right to write.
  var onlyLooks: Bool { Self.looking.contains(words) }

  private static let looking: Set = [
    "seedbed migrate plan", "seedbed migrate status", "seedbed seed check",
    "seedbed backfill check", "seedbed backfill guess", "seedbed backfill status",
    "seedbed backfill rejects", "seedbed backfill rejects show", "seedbed backfill reconcile",
    "seedbed backfill trace", "seedbed backfill undo, without --yes", "seedbed coverage",
    "seedbed db status", "seedbed db compare", "seedbed db checksum", "seedbed db check",
  ]
}

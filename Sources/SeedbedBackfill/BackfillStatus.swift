import SeedbedCore
package import SeedbedStore

/// What a database knows of the backfills that ran on it.
package struct BackfillStatus: Sendable {
  /// One run, in the order they started.
  package struct Run: Sendable, Hashable {
    package let id: String
    package let backfill: String
    package let target: String
    /// `stopped` when it was killed.
    package fileprivate(set) var state: String
    package let startedAt: String
    package let endedAt: String?
    package let counts: BackfillCounts

    /// Whether it was killed.
    package var isStopped: Bool { state == Self.stopped }

    fileprivate static let stopped = "stopped"

    /// Whether it has not said that it ended.
    fileprivate var isOpen: Bool { state == RunRecord.running || state == RunRecord.shared }

    /// Whether the runner at work, if there is one, may be this run.
    fileprivate func isHeld(by lock: LockState) -> Bool {
      switch lock {
      case .free, .left: false
      case .held(let record):
        state == RunRecord.shared || record.map { $0.since <= startedAt } ?? false
      }
    }
  }

  package private(set) var runs: [Run]
  /// Collections whose indexes a load took away, to build them at its end.
  package let collectionsWithoutIndexes: [String]
  /// Whether somebody works on the database.
  package private(set) var isLocked = false

  /// Reads the runs, and tells those that were killed from those at work.
  package init(of store: any Store, seenBy observer: LockHolder) throws {
    let before = try store.read { try BackfillStatus(of: $0) }
    let lock = try store.lockState(seenBy: observer)
    // A run may have ended while the lock was looked at.
    self = try store.read { try BackfillStatus(of: $0) }
    isLocked = lock.isHeld
    let open = Set(before.runs.filter(\.isOpen).map(\.id))
    for place in runs.indices
    where runs[place].isOpen && open.contains(runs[place].id) && !runs[place].isHeld(by: lock) {
      runs[place].state = Run.stopped
    }
  }

  /// Reads the runs; empty where no backfill ever ran.
  package init(of session: any StoreSession) throws {
    collectionsWithoutIndexes = try IndexesAside.collections(in: session)
    guard try session.hasCollection(BackfillTables.runs.name) else {
      runs = []
      return
    }
    runs = try session.rows(
      "SELECT * FROM seedbed_backfill_runs ORDER BY started_at, length(id), id"
    ).map { row in
      Run(
        id: row.text("id") ?? "", backfill: row.text("backfill") ?? "",
        target: row.text("target") ?? "", state: row.text("state") ?? "",
        startedAt: row.text("started_at") ?? "", endedAt: row.text("ended_at"),
        counts: BackfillTables.counts(of: row))
    }
  }

  /// - Throws: `backfill.run` when no backfill of the name ran on the database.
  package static func requireRuns(
    of backfill: String, in session: any StoreSession
  ) throws {
    let names = Set(try BackfillStatus(of: session).runs.map(\.backfill))
    if names.contains(backfill) { return }
    throw Diagnostic(
      .backfillRun,
      "no backfill '\(backfill)' has run on this database"
        + Suggestion.phrase(for: backfill, among: names.sorted()),
      help: names.isEmpty ? nil : "backfills that ran: \(names.sorted().joined(separator: ", "))")
  }

  /// The open rejects of a backfill in the order of the source, without their raw bytes.
  ///
  /// `all`: whether those count, too, that a replay settled.
  package static func rejects(
    of backfill: String, all: Bool = false, in session: any StoreSession
  ) throws -> [Reject] {
    guard let there = try session.schema(of: RejectTable.rejects.name) else { return [] }
    let open = all || there.column("settled") == nil ? "" : "AND settled IS NULL"
    return try session.rows(
      """
      SELECT *
      FROM seedbed_backfill_rejects WHERE backfill = $1 \(open)
      ORDER BY file, record_number
      """, [.text(backfill)]
    ).map { RejectTable.reject(of: $0) }
  }
}

import SeedbedCore
package import SeedbedStore

/// What a database knows of the backfills that ran on it.
package struct BackfillStatus: Sendable {
  /// In the order they started.
  package let runs: [BackfillRuns.Run]
  /// The runs that were killed.
  private var stopped: Set<String> = []
  /// Collections whose indexes a load took away, to build them at its end.
  package let collectionsWithoutIndexes: [String]
  /// Whether somebody works on the database.
  package private(set) var isLocked = false

  /// Whether a run was killed.
  package func isStopped(_ run: BackfillRuns.Run) -> Bool { stopped.contains(run.id) }

  /// What a run is called: its state, or `stopped` if it was killed.
  package func state(of run: BackfillRuns.Run) -> String {
    isStopped(run) ? "stopped" : run.state.rawValue
  }

  /// Reads the runs, and tells those that were killed from those at work.
  package init(of store: any Store, seenBy observer: LockHolder) throws {
    let before = try store.read { try BackfillStatus(of: $0) }
    let lock = try store.lockState(seenBy: observer)
    // A run may have ended while the lock was looked at.
    self = try store.read { try BackfillStatus(of: $0) }
    isLocked = lock.isHeld
    let open = Set(before.runs.filter(\.isOpen).map(\.id))
    stopped = Set(
      runs.filter { $0.isOpen && open.contains($0.id) && !$0.isHeld(by: lock) }.map(\.id))
  }

  /// Reads the runs; empty if no backfill ever ran.
  package init(of session: any StoreSession) throws {
    collectionsWithoutIndexes = try IndexesAside.collections(in: session)
    runs = try BackfillRuns.all(in: session)
  }

  /// - Throws: `backfill.run` when no backfill of the name ran on the database.
  package static func requireRuns(
    of backfill: String, in session: any StoreSession
  ) throws {
    let names = Set(try BackfillRuns.all(in: session).map(\.backfill))
    if names.contains(backfill) { return }
    throw Diagnostic(
      .backfillRun,
      "no backfill '\(backfill)' has run on this database"
        + Suggestion.phrase(for: backfill, among: names.sorted()),
      help: names.isEmpty ? nil : "backfills that ran: \(names.sorted().joined(separator: ", "))")
  }
}

extension BackfillRuns.Run {
  /// Whether it has not said that it ended.
  fileprivate var isOpen: Bool { state == .running || state == .shared }

  /// Whether the runner at work, if there is one, may be this run.
  fileprivate func isHeld(by lock: LockState) -> Bool {
    switch lock {
    case .free, .left: false
    case .held(let record): state == .shared || record.map { $0.since <= startedAt } ?? false
    }
  }
}

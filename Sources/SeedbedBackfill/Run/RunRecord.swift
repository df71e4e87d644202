import SeedbedCore
import SeedbedStore

/// The row of a run, from its begin to its end.
enum RunRecord {
  /// What a run is called until it ends.
  static let running = "running"
  /// What a run is called whose files several workers share.
  static let shared = "shared"
  /// What a run is called that tried rejects again.
  static let replayed = "replayed"
  /// What a run is called that did all there was to do.
  private static let done = "done"

  /// Runs that were killed are called what they are.
  static func interruptOthers(of backfill: String, in session: any StoreSession) throws {
    try session.execute(
      """
      UPDATE seedbed_backfill_runs SET state = 'interrupted'
      WHERE backfill = $1 AND state IN ('\(running)', '\(shared)')
      """, [.text(backfill)])
  }

  /// - Returns: the new run's name: the backfill's, and a number.
  static func begin(
    _ plan: BackfillPlan, state: String, at now: Timestamp, in session: any StoreSession
  ) throws -> String {
    let name = plan.specification.name
    let earlier = try session.rows(
      "SELECT count(*) AS runs FROM seedbed_backfill_runs WHERE backfill = $1", [.text(name)]
    ).first?.integer("runs")
    let id = "\(name)-\((earlier ?? 0) + 1)"
    try session.execute(
      """
      INSERT INTO seedbed_backfill_runs (id, backfill, target, state, started_at, records_read,
        loaded, present, filtered, rejected, specification, mapping, columns)
      VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, $6, $7, $8)
      """,
      [
        .text(id), .text(name), .text(plan.schema.name), .text(state), .timestamp(now),
        .text(plan.specification.file), .text(plan.specification.checksum.description),
        .json(LoadedColumns(rememberedOf: plan).text),
      ])
    return id
  }

  /// Takes a run back that found nothing to do, behind one that did all there was.
  ///
  /// - Returns: the name of that one; nil, with nothing changed, where the last one ended otherwise.
  static func withdraw(
    _ run: String, of backfill: String, in session: any StoreSession
  ) throws -> String? {
    let last = try session.rows(
      """
      SELECT id, state FROM seedbed_backfill_runs
      WHERE backfill = $1 AND id <> $2 AND state <> '\(replayed)'
      ORDER BY started_at DESC, length(id) DESC, id DESC LIMIT 1
      """, [.text(backfill), .text(run)]
    ).first
    guard last?.text("state") == done else { return nil }
    try session.execute("DELETE FROM seedbed_backfill_runs WHERE id = $1", [.text(run)])
    return last?.text("id")
  }

  static func end(
    _ outcome: BackfillOutcome, at now: Timestamp, in session: any StoreSession
  ) throws {
    let state =
      switch outcome.failure?.code {
      case nil: outcome.isGood ? done : "check failed"
      case Diagnostic.Code.backfillInterrupted: "interrupted"
      case .some: "failed"
      }
    try session.execute(
      "UPDATE seedbed_backfill_runs SET state = $2, ended_at = $3 WHERE id = $1",
      [.text(outcome.run), .text(state), .timestamp(now)])
  }
}

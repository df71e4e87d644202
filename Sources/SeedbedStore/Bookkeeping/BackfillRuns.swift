package import SeedbedCore

/// The runs of backfills.
package enum BackfillRuns {
  /// Where a run is, from its begin to its end.
  package enum State: String, BookkeepingValue, Sendable {
    case running
    /// Several workers share its files.
    case shared
    /// It did all there was to do.
    case done
    case checkFailed = "check failed"
    case failed
    /// It was stopped, or killed.
    case interrupted
    /// It tried rejects again.
    case replayed
    case undoing
    case undone
    case partlyUndone = "partly undone"
  }

  package struct Run: Sendable, Hashable {
    package let id: String
    package let backfill: String
    package let target: String
    package let state: State
    package let startedAt: String
    package let endedAt: String?
    package let counts: BackfillCounts
    /// The file of the backfill, and the checksum of its mapping; nil for runs of earlier versions, as `columns`.
    package let specification: String?
    package let mapping: String?
    /// A JSON list of what the run knows of each row it loaded.
    package let columns: String?
  }

  static let table = CollectionSchema(
    name: "seedbed_backfill_runs",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "backfill", type: .text),
      .init(name: "target", type: .text),
      .init(name: "state", type: .text),
      .init(name: "started_at", type: .timestamp),
      .init(name: "ended_at", type: .timestamp, isNullable: true),
    ] + BackfillCounts.columns + [
      .init(name: "specification", type: .text, isNullable: true),
      .init(name: "mapping", type: .text, isNullable: true),
      .init(name: "columns", type: .json, isNullable: true),
      .init(name: "undone", type: .bigint, isNullable: true),
    ])

  /// In the order they started; empty if no backfill ever ran.
  package static func all(in session: any StoreSession) throws -> [Run] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows(
      "SELECT * FROM \(table.name) ORDER BY started_at, length(id), id"
    ).map(Run.init)
  }

  /// The ids of the runs that have ended, in alphabetical order.
  package static func ended(in session: any StoreSession) throws -> [String] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows("SELECT id FROM \(table.name) WHERE ended_at IS NOT NULL ORDER BY id")
      .map { try $0.decode("id") }
  }

  /// Adds a run, and gives it its name: the backfill's, and a number.
  package static func begin(
    _ run: NewRun, state: State, at now: Timestamp, in session: any StoreSession
  ) throws -> String {
    let earlier = try session.rows(
      "SELECT count(*) AS runs FROM \(table.name) WHERE backfill = $1",
      [.text(run.backfill)]
    ).first?.decode("runs", as: Int.self)
    let id = "\(run.backfill)-\((earlier ?? 0) + 1)"
    try session.execute(
      """
      INSERT INTO \(table.name) (id, backfill, target, state, started_at, records_read,
        loaded, present, filtered, rejected, specification, mapping, columns)
      VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, $6, $7, $8)
      """,
      [
        .text(id), .text(run.backfill), .text(run.target), .text(state.rawValue), .timestamp(now),
        .text(run.specification), .text(run.mapping.description), .json(run.columns),
      ])
    return id
  }

  /// What is known of a run before it has its name.
  package struct NewRun {
    let backfill, target, specification: String
    let mapping: Checksum
    let columns: String

    package init(
      of backfill: String, target: String, specification: String, mapping: Checksum,
      columns: String
    ) {
      (self.backfill, self.target, self.specification) = (backfill, target, specification)
      (self.mapping, self.columns) = (mapping, columns)
    }
  }

  /// Runs that were killed are called what they are.
  package static func interruptOthers(
    of backfill: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE \(table.name) SET state = $2 WHERE backfill = $1 AND state IN ($3, $4)
      """, [.text(backfill)] + [State.interrupted, .running, .shared].map { .text($0.rawValue) })
  }

  /// The run whose files several workers share.
  package static func shared(
    of backfill: String, in session: any StoreSession
  ) throws -> String? {
    try session.rows(
      "SELECT id FROM \(table.name) WHERE backfill = $1 AND state = $2 ORDER BY id",
      [.text(backfill), .text(State.shared.rawValue)]
    ).first?.decode("id")
  }

  /// Takes a run back that found nothing to do, behind one that did all there was.
  ///
  /// - Returns: the name of that one; nil, with nothing changed, if the last one ended otherwise.
  package static func withdraw(
    _ run: String, of backfill: String, in session: any StoreSession
  ) throws -> String? {
    let last = try session.rows(
      """
      SELECT id, state FROM \(table.name)
      WHERE backfill = $1 AND id <> $2 AND state <> $3
      ORDER BY started_at DESC, length(id) DESC, id DESC LIMIT 1
      """, [.text(backfill), .text(run), .text(State.replayed.rawValue)]
    ).first
    guard let last, try last.decode("state", as: State.self) == .done else { return nil }
    try session.execute("DELETE FROM \(table.name) WHERE id = $1", [.text(run)])
    return try last.decode("id")
  }

  /// Adds what became of a batch to the counters of its run.
  package static func add(
    _ counts: BackfillCounts, to run: String, in session: any StoreSession
  ) throws {
    try session.execute(
      """
      UPDATE \(table.name) SET records_read = records_read + $2, loaded = loaded + $3,
        present = present + $4, filtered = filtered + $5, rejected = rejected + $6
      WHERE id = $1
      """, [.text(run)] + counts.values)
  }

  /// Adds to how many rows of a run were undone.
  package static func add(
    undone count: Int, to run: String, in session: any StoreSession
  ) throws {
    try session.execute(
      "UPDATE \(table.name) SET undone = coalesce(undone, 0) + $2 WHERE id = $1",
      [.text(run), .int(Int64(count))])
  }

  package static func end(
    _ run: String, as state: State, at now: Timestamp, in session: any StoreSession
  ) throws {
    try session.execute(
      "UPDATE \(table.name) SET state = $2, ended_at = $3 WHERE id = $1",
      [.text(run), .text(state.rawValue), .timestamp(now)])
  }

  /// Changes the state of a run that ended before.
  package static func set(
    _ state: State, of run: String, in session: any StoreSession
  ) throws {
    try session.execute(
      "UPDATE \(table.name) SET state = $2 WHERE id = $1",
      [.text(run), .text(state.rawValue)])
  }

  /// A run that fills its collection without indexes, and what takes back all that it left.
  package static func load(_ run: String, of backfill: String) -> IndexesAside.Load {
    let (id, name) = (SQLText.literal(run), SQLText.literal(backfill))
    return IndexesAside.Load(
      name: run, count: "SELECT loaded FROM \(table.name) WHERE id = \(id)",
      undo: [
        "DELETE FROM \(BackfillFiles.table.name) WHERE backfill = \(name)",
        "DELETE FROM \(BackfillRejects.table.name) WHERE run = \(id)",
        "DELETE FROM \(BackfillBatches.table.name) WHERE run = \(id)",
        "DELETE FROM \(table.name) WHERE id = \(id)",
      ])
  }
}

extension BackfillRuns.Run {
  fileprivate init(_ row: StoreRow) throws {
    id = try row.decode("id")
    backfill = try row.decode("backfill")
    target = try row.decode("target")
    state = try row.decode("state")
    startedAt = try row.decode("started_at")
    endedAt = try row.decode("ended_at")
    counts = try BackfillCounts(row)
    specification = try row.decode(later: "specification")
    mapping = try row.decode(later: "mapping")
    columns = try row.decode(later: "columns")
  }
}

import SeedbedCore
import SeedbedStore

/// The runs of a database in the order they started.
struct RunList {
  struct Run {
    let id, backfill, target, state, startedAt: String
    let specification, mapping: String?
    /// What the run knows of each row it loaded; nil for runs of earlier versions.
    let columns: String?
  }

  let runs: [Run]
  private let places: [String: Int]

  init(of session: any StoreSession) throws {
    guard let there = try session.schema(of: BackfillTables.runs.name) else {
      (runs, places) = ([], [:])
      return
    }
    let rows = try session.rows(
      "SELECT * FROM seedbed_backfill_runs ORDER BY started_at, length(id), id")
    let isKnown = there.column("columns") != nil
    runs = rows.map { row in
      Run(
        id: row.text("id") ?? "", backfill: row.text("backfill") ?? "",
        target: row.text("target") ?? "", state: row.text("state") ?? "",
        startedAt: row.text("started_at") ?? "", specification: row.text("specification"),
        mapping: row.text("mapping"), columns: isKnown ? row.text("columns") : nil)
    }
    places = Dictionary(
      runs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(id: String) -> Run? { places[id].map { runs[$0] } }

  /// Whether the first of two runs started before the second.
  func isBefore(_ first: String, _ second: String) -> Bool {
    (places[first] ?? -1) < (places[second] ?? -1)
  }

  /// - Throws: `backfill.run` when there is no such run.
  func named(_ id: String) throws -> Run {
    if let run = self[id] { return run }
    throw Diagnostic(
      .backfillRun,
      "there is no run '\(id)'\(Suggestion.phrase(for: id, among: runs.map(\.id)))",
      help: "'seedbed backfill status' lists the runs")
  }
}

extension Diagnostic.Code {
  /// A run that is not known, or cannot be undone.
  static let backfillRun = Self("backfill.run", .usage)
}

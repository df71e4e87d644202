import SeedbedCore
import SeedbedStore

/// The runs of a database in the order they started.
struct RunList {
  let runs: [BackfillRuns.Run]
  private let places: [String: Int]

  init(of session: any StoreSession) throws {
    runs = try BackfillRuns.all(in: session)
    places = Dictionary(
      runs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(id: String) -> BackfillRuns.Run? { places[id].map { runs[$0] } }

  /// Whether the first of two runs started before the second.
  func isBefore(_ first: String, _ second: String) -> Bool {
    (places[first] ?? -1) < (places[second] ?? -1)
  }

  /// - Throws: `backfill.run` when there is no such run.
  func named(_ id: String) throws -> BackfillRuns.Run {
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

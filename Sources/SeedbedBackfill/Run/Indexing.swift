import SeedbedCore
import SeedbedStore

/// When the indexes of an empty collection grow.
package enum Indexing: String, Sendable {
  /// After a large load on a database with the test mark, which nobody else writes to; during any other.
  case automatic
  /// With every record.
  case during
  /// When all records are there; nobody else may write to the collection meanwhile.
  case after
}

extension Indexing {
  /// From how many bytes on it is worth it; compressed ones count many times.
  private static let least = 8 << 20
  private static let compression = 8

  /// Takes the indexes of the plan's collection away where that is wanted and can be undone.
  ///
  /// - Returns: whether they are away.
  func sets(
    aside plan: BackfillPlan, after begun: Resumption, run: String, in session: any StoreSession
  ) throws -> Bool {
    let isWanted =
      switch self {
      case .during: false
      case .after: true
      case .automatic: try Self.isLarge(plan) && TestMark.name(in: session) != nil
      }
    guard isWanted, !plan.readsBack, !plan.specification.replaces, plan.schema.distribution == nil,
      begun.files.allSatisfy({ $0.progress.counts.read == 0 }),
      // Those that are kept would be lost when the load is taken back.
      try !BackfillRejects.isAny(of: plan.specification.name, in: session)
    else { return false }
    return try IndexesAside.take(
      from: plan.schema.name, for: BackfillRuns.load(run, of: plan.specification.name), in: session)
  }

  private static func isLarge(_ plan: BackfillPlan) -> Bool {
    let size = plan.files.reduce(0) { $0 + $1.size * ($1.isStreamed ? compression : 1) }
    return size >= least
  }
}

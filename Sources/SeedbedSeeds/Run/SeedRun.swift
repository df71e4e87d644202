import SeedbedCore
package import SeedbedStore

/// Loads a plan in one transaction.
///
/// Every record a seed puts in is remembered, so that `replace` removes what seeds brought and never a
/// record that came from elsewhere.
package struct SeedRun {
  private let store: any Store

  package init(on store: any Store) {
    self.store = store
  }

  /// `confirmation`: the name of an unmarked database the person is sure of.
  ///
  /// - Throws: `Diagnostic` when the database refuses, with nothing changed.
  package func load(_ plan: SeedPlan, confirmation: String? = nil) throws -> SeedOutcome {
    switch plan.mode {
    case .insert: return try put(plan) { _ in }
    case .replace:
      try TestMark.require(for: "replacing seeds", on: store, confirmation: confirmation)
      return try put(plan) { _ in }
    case .upsert:
      let mark = Result {
        try TestMark.require(
          for: "an upsert over records that are there", on: store, confirmation: confirmation)
      }
      return try put(plan) { changed in if changed > 0 { try mark.get() } }
    }
  }

  /// `check`: hears how many records that were there are changed, before that is kept.
  private func put(_ plan: SeedPlan, _ check: (Int) throws -> Void) throws -> SeedOutcome {
    try store.transaction(.structure) { session in
      try SeedRows.prepare(in: session)
      let earlier =
        plan.mode == .replace ? try EarlierRows(removedIn: session) : EarlierRows()
      let plan = try plan.numbered(in: session)
      try earlier.check(against: plan, in: session)
      var loading = SeedLoading(plan, over: earlier, in: session)
      let outcome = SeedOutcome(
        set: plan.name, mode: plan.mode, loaded: try loading.load(), removed: earlier.count)
      try check(outcome.changed)
      return outcome
    }
  }
}

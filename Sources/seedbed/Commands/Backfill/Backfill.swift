import ArgumentParser

/// `seedbed backfill`
struct Backfill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Bring real records in, and account for every one.",
    discussion: """
      EXAMPLES
        seedbed backfill check
        seedbed backfill run page_visits
        seedbed backfill rejects page_visits
        seedbed backfill reconcile
        seedbed backfill status
      """,
    subcommands: [
      Guess.self, Recipes.self, Check.self, Run.self, Rejects.self, Status.self, Reconcile.self,
      Trace.self, Undo.self,
    ])
}

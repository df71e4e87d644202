import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

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

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check backfills and their files, and change nothing.",
      discussion: "EXAMPLE\n  seedbed backfill check")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The backfills; all unless named.")
    var names: [String] = []

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill check")
      let known = try workspace.knownStructure()
      let plans =
        try known.checking {
          try workspace.backfillPlans(named: names, schema: known.schema)
        } ?? []
      if plans.isEmpty, !known.uncertain.isEmpty {
        workspace.console.remark(
          "\(known.uncertain.joined(separator: ", ")): changed by SQL, and checked when it is loaded"
        )
      }
      for plan in plans { try BackfillRun.checkFields(of: plan) }
      workspace.console.print(
        workspace.console.report.text(of: plans), json: JSONReport.json(of: plans))
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "List the runs and what became of their records.",
      discussion: "EXAMPLE\n  seedbed backfill status")

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed backfill status")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let status = try BackfillStatus(of: store, seenBy: workspace.holder)
      workspace.console.print(
        workspace.console.report.text(of: status), json: JSONReport.json(of: status))
    }
  }
}

import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
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
}

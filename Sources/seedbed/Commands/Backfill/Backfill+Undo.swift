import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "undo",
      abstract: "Take back what a run loaded, save what was changed since.",
      discussion: """
        Without --yes it says what would be done and changes nothing. Records the run replaced get back what
        they held before. An undo that was killed is finished by running it again.

        EXAMPLES
          seedbed backfill undo page_visits-1
          seedbed backfill undo page_visits-1 --yes
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(
      help: ArgumentHelp("The run, as 'seedbed backfill status' lists it.", valueName: "run"))
    var id: String

    @Flag(help: "Do it.")
    var yes = false

    func run() throws {
      let workspace = try Workspace(
        options, purpose: yes ? "seedbed backfill undo" : "seedbed backfill undo, without --yes")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let outcome =
        try yes ? undo(in: workspace, store) : BackfillUndo.preview(id, on: store)
      workspace.console.print(
        workspace.console.report.text(of: outcome), json: JSONReport.json(of: outcome))
      if yes, outcome.keptCount > 0 { throw ExitCode(ExitStatus.checkFailed.rawValue) }
    }

    private func undo(in workspace: Workspace, _ store: any Store) throws -> UndoOutcome {
      try TestMark.require(
        for: "undoing a run", on: store, confirmation: workspace.confirmation)
      return try workspace.asOnlyRunner(on: store) { lock in
        try BackfillUndo(on: store, lock: lock, now: { Workspace.now }).undo(id)
      }
    }
  }
}

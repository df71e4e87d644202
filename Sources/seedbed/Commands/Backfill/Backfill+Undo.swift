import ArgumentParser
import SeedbedBackfill
import SeedbedStore

extension Backfill {
  struct Undo: ProjectCommand {
    var purpose: Purpose {
      yes ? .changing("seedbed backfill undo") : .looking("seedbed backfill undo, without --yes")
    }

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

    func outcome(in workspace: Workspace) throws -> UndoOutcome {
      let store = try workspace.openExistingStore()
      if !yes { return try BackfillUndo.preview(id, on: store) }
      try TestMark.require(for: "undoing a run", on: store, confirmation: workspace.confirmation)
      return try workspace.asOnlyRunner(on: store) { lock in
        try BackfillUndo(on: store, lock: lock, now: { Workspace.now }).undo(id)
      }
    }

    func end(_ outcome: UndoOutcome, in workspace: Workspace) throws {
      if yes, outcome.keptCount > 0 { throw ExitCode.checkFailed }
    }
  }
}

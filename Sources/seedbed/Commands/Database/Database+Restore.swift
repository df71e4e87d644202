import ArgumentParser
import SeedbedGolden
import SeedbedReport
import SeedbedStore

extension Database {
  /// `seedbed db restore`
  struct Restore: ProjectCommand {
    var purpose: Purpose { .changing("seedbed db restore") }

    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Restore the rows that a verification which was killed left changed.",
      discussion: """
        A verification with a proof copies every row before it changes any, and restores all of them at the
        end. After a kill the next command that writes restores them; this one does nothing else. Where a row
        cannot be restored, such as one that a check added since refuses, it says which tables are concerned.

        --give-up restores what can be restored, says what is lost, and takes the copies away.

        A database that was copied while a verification ran on the other one is restored, or with --give-up kept
        as it is, only if --i-know-this-is names it.

        EXAMPLES
          seedbed db restore
          seedbed db restore --give-up
        """)

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Take the copies away, also of rows that cannot be restored.")
    var giveUp = false

    func outcome(in workspace: Workspace) throws -> RestoredRows {
      let store = try workspace.openAsItIs()
      guard try store.read({ try ProofDatabase.isUnderWay(in: $0) }) else {
        return RestoredRows(
          "nothing to restore: no verification left rows of \(store.name) changed")
      }
      let confirmation = workspace.confirmation
      let lost = try store.asOnlyRunner(workspace.holder) { _ in
        if giveUp { return try ProofDatabase.giveUp(on: store, confirmation: confirmation) }
        try ProofDatabase.putBack(on: store, confirmation: confirmation)
        return []
      }
      return RestoredRows(
        lost?.isEmpty == true
          ? "restored the rows of \(store.name) that a verification left changed"
          : "the copies are gone, and what they alone held is lost", lost: lost ?? [])
    }
  }
}

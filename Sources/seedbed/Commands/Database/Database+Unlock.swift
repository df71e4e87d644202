import ArgumentParser
import SeedbedCore
import SeedbedReport
import SeedbedStore

extension Database {
  struct Unlock: ProjectCommand {
    var purpose: Purpose { .changing("seedbed db unlock") }

    static let configuration = CommandConfiguration(
      commandName: "unlock",
      abstract: "Say who has the lock of a database, and take it off if that run is gone.",
      discussion: """
        The lock of a run that is gone is taken over by the next run; this says who it was. A run that lives, or
        that cannot be seen from here and was heard of within the last minute, keeps its lock, and the command ends
        with status 3. With --force it loses the lock: its next transaction fails and nothing of that is kept.

        EXAMPLES
          seedbed db unlock
          seedbed db unlock --force --i-know-this-is test.sqlite
        """)

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Take it off even if its run lives; name the database with --i-know-this-is.")
    var force = false

    func outcome(in workspace: Workspace) throws -> UnlockedDatabase {
      let store = try workspace.openAsItIs()
      if force, workspace.confirmation != store.name {
        throw Diagnostic(
          .unlockUnconfirmed, "--force takes the lock of a run that may live",
          help: "name the database to confirm it: --force \(store.confirmation)")
      }
      let state = try store.unlock(seenBy: workspace.holder, evenHeld: force)
      return UnlockedDatabase(store.name, state, isForced: force)
    }

    func end(_ outcome: UnlockedDatabase, in workspace: Workspace) throws {
      guard outcome.state.isHeld, !force else { return }
      let refusal = Diagnostic(
        .storeBusy, "the lock of \(outcome.name) was not taken off",
        help: "wait for that run to end; to take it off all the same: "
          + "'seedbed db unlock --force \(TestMark.confirmation(of: outcome.name))'")
      try FailureInOutcome.throwIfAny([refusal])
    }
  }
}

extension Diagnostic.Code {
  /// A lock taken from a run that may live, without the database's name.
  static let unlockUnconfirmed = Self("unlock.unconfirmed", .usage)
}

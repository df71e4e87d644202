import ArgumentParser
import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension Database {
  struct Unlock: ParsableCommand {
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

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed db unlock")
      let store = try workspace.openAsItIs()
      defer { try? store.close() }
      if force, workspace.confirmation != store.name {
        throw Diagnostic(
          .unlockUnconfirmed, "--force takes the lock of a run that may live",
          help: "name the database to confirm it: --force \(store.confirmation)")
      }
      let state = try store.unlock(seenBy: workspace.holder, evenHeld: force)
      workspace.console.print(text(of: state, store.name), json: json(of: state, store.name))
      if let failure = FailureInOutcome(refusal(of: state, store)) { throw failure }
    }

    private func refusal(of state: LockState, _ store: any Store) -> [Diagnostic] {
      guard state.isHeld, !force else { return [] }
      return [
        Diagnostic(
          .storeBusy, "the lock of \(store.name) was not taken off",
          help: "wait for that run to end; to take it off all the same: "
            + "'seedbed db unlock --force \(store.confirmation)'")
      ]
    }

    private func text(of state: LockState, _ name: String) -> String {
      let holder = state.record.map { record in
        let (since, renewed) = ("since \(record.since)", "renewed \(record.renewed)")
        return "  \(record.words) has the lock of \(name) \(since), \(renewed)\n"
          + "  \(Self.sight(of: record))"
      }
      switch state {
      case .free: return "  nobody has the lock of \(name)"
      case .left: return "\(holder ?? "")\n  the lock was taken off"
      case .held:
        return (holder ?? "  the lock of \(name) is held, and nobody is named")
          + (force ? "\n  the lock was taken off: what that run does next fails" : "")
      }
    }

    private static func sight(of record: LockRecord) -> String {
      switch record.isRunning {
      case true?: "that process runs"
      case false?: "that process is gone"
      case nil:
        "that process cannot be seen: it is of another system or container, or of an earlier start"
      }
    }

    private func json(of state: LockState, _ name: String) -> JSONValue {
      var holder = JSONValue.null
      if let record = state.record {
        holder = [
          "purpose": .string(record.purpose), "host": .string(record.host),
          "process": .number(JSONNumber(record.process)), "since": .string(record.since),
          "renewed": .string(record.renewed),
          "runs": record.isRunning.map { .bool($0) } ?? .null,
        ]
      }
      let word =
        switch state {
        case .free: "free"
        case .left: "left"
        case .held: "held"
        }
      return [
        "version": 1, "database": .string(name), "lock": .string(word), "holder": holder,
        "taken_off": .bool(!state.isHeld && state != .free || state.isHeld && force),
      ]
    }
  }
}

extension Diagnostic.Code {
  /// A lock taken from a run that may live, without the database's name.
  static let unlockUnconfirmed = Self("unlock.unconfirmed", .usage)
}

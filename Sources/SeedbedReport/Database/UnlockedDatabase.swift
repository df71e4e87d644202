import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

/// Who had the lock of a database, and whether it was taken off.
package struct UnlockedDatabase: Shown {
  package let name: String
  package let state: LockState
  private let isForced: Bool

  package init(_ name: String, _ state: LockState, isForced: Bool) {
    self.name = name
    self.state = state
    self.isForced = isForced
  }

  package func text(by report: TextReport) -> String {
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
        + (isForced ? "\n  the lock was taken off: what that run does next fails" : "")
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

  package var json: JSONValue {
    let (word, isTakenOff) =
      switch state {
      case .free: ("free", false)
      case .left: ("left", true)
      case .held: ("held", isForced)
      }
    return [
      "version": 1, "database": .string(name), "lock": .string(word),
      "holder": state.record.map(json) ?? .null, "taken_off": .bool(isTakenOff),
    ]
  }

  private func json(of record: LockRecord) -> JSONValue {
    [
      "purpose": .string(record.purpose), "host": .string(record.host),
      "process": .number(JSONNumber(record.process)), "since": .string(record.since),
      "renewed": .string(record.renewed), "runs": record.isRunning.map { .bool($0) } ?? .null,
    ]
  }
}

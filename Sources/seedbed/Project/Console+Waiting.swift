import SeedbedCore
import SeedbedStore

extension Console {
  /// Says once who has the lock that a command waits for, and on a terminal how long it has waited.
  func waiting(upTo limit: Duration) -> LockWait {
    let line = progress()
    return LockWait(
      limit, isInterrupted: { Task.isCancelled || Interruption.isNoticed?() ?? false }
    ) { step in
      switch step {
      case .begins(let busy): remark("\(busy.message); waiting")
      case .goesOn(let waited):
        line.show(
          "waiting for the lock", done: Int(waited / .seconds(1)), of: Int(limit / .seconds(1)))
      case .ends: line.clear()
      }
    }
  }
}

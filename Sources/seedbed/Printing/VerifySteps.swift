import SeedbedGolden
import Synchronization

/// Counts the questions of a verification, which come from several tasks at once.
final class VerifySteps: Sendable {
  /// Each operation is asked in every state.
  let total: Int
  private let asked = Mutex(0)

  init(operations: Int) {
    total = operations * VerifyState.allCases.count
  }

  /// One more.
  func next() -> Int {
    asked.withLock { count in
      count += 1
      return count
    }
  }
}

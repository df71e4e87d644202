import Dispatch
import Foundation
import SeedbedCore
import Synchronization

/// Ends the wait for the answer to a COMMIT that never comes: a proxy or a network in between may swallow it,
/// and a client would wait without end, its lock held.
///
/// The server is asked on another connection. Only when it has been done with the transaction for a whole
/// turn is the connection given up, so a commit that takes long is waited for.
final class CommitWatch: Sendable {
  private struct State {
    var isWaiting = true
    var wasOver = false
  }

  private let state = Mutex(State())

  /// Runs `commit`; `isOver` says whether the server is done with the transaction, `giveUp` ends the wait.
  static func watching<Result>(
    every turn: DispatchTimeInterval, isOver: @escaping @Sendable () -> Bool,
    giveUp: @escaping @Sendable () -> Void, _ commit: () throws -> Result
  ) rethrows -> Result {
    let watch = CommitWatch()
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + turn, repeating: turn)
    timer.setEventHandler {
      let over = isOver()
      watch.state.withLock { state in
        if state.isWaiting, state.wasOver, over { giveUp() }
        state.wasOver = over
      }
    }
    timer.resume()
    defer {
      timer.cancel()
      watch.state.withLock { $0.isWaiting = false }
    }
    return try commit()
  }
}

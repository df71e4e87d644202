import Foundation
package import SeedbedCore

/// How long a run waits for the lock that another has.
package struct LockWait: Sendable {
  private static let longestPause = Duration.seconds(2)

  package enum Step: Sendable {
    /// Why the lock cannot be had.
    case begins(Diagnostic)
    case goesOn(Duration)
    case ends
  }

  package let limit: Duration
  /// Whether the run was told to end meanwhile.
  private let isInterrupted: @Sendable () -> Bool
  private let report: @Sendable (Step) -> Void

  package init(
    _ limit: Duration, isInterrupted: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (Step) -> Void
  ) {
    self.limit = limit
    self.isInterrupted = isInterrupted
    self.report = report
  }

  package static let none = LockWait(.zero, isInterrupted: { false }, report: { _ in })

  /// Runs `take` until it is not refused as busy, or the time is over; the pauses grow, and differ, so that many
  /// that wait do not come at once.
  func trying<Result>(_ take: () throws -> Result) throws -> Result {
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(50)
    var isWaiting = false
    defer { if isWaiting { report(.ends) } }
    while true {
      do {
        return try take()
      } catch let busy as Diagnostic where busy.code == .storeBusy {
        let waited = ContinuousClock.now - start
        guard waited < limit, !isInterrupted() else { throw busy }
        report(isWaiting ? .goesOn(waited) : .begins(busy))
        isWaiting = true
        let next = min(pause * Double.random(in: 0.5...1), limit - waited)
        Thread.sleep(forTimeInterval: next / .seconds(1))
        pause = min(pause * 2, Self.longestPause)
      }
    }
  }
}

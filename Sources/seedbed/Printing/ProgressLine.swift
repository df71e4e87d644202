import Foundation
import SeedbedCore
import Synchronization

/// One line on standard error that is written over: a bar, the rate and the time left.
final class ProgressLine: Sendable {
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)

  private struct State {
    var name = ""
    var start = ContinuousClock.now
    var last = ContinuousClock.now
    var isVisible = false
  }

  private let isShown: Bool
  private let state = Mutex(State())

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// Shows how far a task is; `units` done of `total`, and `records` for the rate.
  func show(_ name: String, done units: Int, of total: Int, records: Int? = nil) {
    guard isShown else { return }
    let line = state.withLock { state -> String? in
      let now = ContinuousClock.now
      if state.name != name {
        state.name = name
        state.start = now
      }
      guard now - state.start > Self.patience, now - state.last > Self.interval else { return nil }
      state.last = now
      state.isVisible = true
      return Self.line(
        name, done: units, of: total, records: records, elapsed: now - state.start)
    }
    if let line { Self.write("\r\u{1B}[K" + line) }
  }

  /// Takes the line away.
  func clear() {
    let wasVisible = state.withLock { state in
      defer { state.isVisible = false }
      return state.isVisible
    }
    if wasVisible { Self.write("\r\u{1B}[K") }
  }

  /// Fits in 80 columns; without a bar when the total is not known.
  static func line(
    _ name: String, done: Int, of total: Int, records: Int?, elapsed: Duration
  ) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let filled = Int(share * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let seconds = max(
      0.001, Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds))
    var text = "  \(ShownText.line(name).prefix(24))"
    if total > 0 { text += " \(bar) \(Int(share * 100))%" }
    if let records { text += "  \(Int(Double(records) / seconds))/s" }
    if share > 0.01 {
      let left = Int(seconds / share * (1 - share))
      text += "  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    }
    return text
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

import SeedbedCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
        name, done: units, of: total, records: records, elapsed: now - state.start,
        width: Self.width)
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

  /// Fits in the terminal, so that it can be written over; without a bar if the total is not known or there
  /// is no room for one.
  static func line(
    _ name: String, done: Int, of total: Int, records: Int?, elapsed: Duration, width: Int
  ) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    let seconds = max(0.001, elapsed / .seconds(1))
    var numbers = total > 0 ? " \(Int(share * 100))%" : ""
    if let records { numbers += "  \(Int(Double(records) / seconds))/s" }
    if share > 0.01 {
      let left = Int(seconds / share * (1 - share))
      numbers += "  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    }
    let start = "  \(ShownText.line(name).prefix(24))"
    let filled = Int(share * 20)
    let bar =
      total > 0
      ? " " + String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
      : ""
    let whole = start + bar + numbers
    return whole.count < width ? whole : String((start + numbers).prefix(width - 1))
  }

  /// The columns of the terminal as they are now.
  private static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String) {
    PrintedStream.errors.write(text)
  }
}

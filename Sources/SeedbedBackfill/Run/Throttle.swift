import Dispatch
package import SeedbedCore

/// How a run spares the database that others work on, and when it ends early.
package struct Throttle: Sendable {
  /// Records a second, at most; nil for as many as there are.
  package var mostPerSecond: Int?
  /// How long a transaction may take, about: batches grow and shrink to fit; nil where they need not.
  package var batchTime: Duration?
  /// Whether the run should wait before the next batch.
  package var isPaused: @Sendable () -> Bool
  /// Whether the run should end with what it has read.
  package var isInterrupted: @Sendable () -> Bool
  /// The time since any fixed moment.
  package var clock: @Sendable () -> Duration
  package var sleep: @Sendable (Duration) -> Void

  /// `clock`: the time since any fixed moment; only differences count.
  /// `sleep`: waits.
  package init(
    mostPerSecond: Int? = nil, batchTime: Duration? = nil,
    isPaused: @escaping @Sendable () -> Bool = { false },
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    clock: @escaping @Sendable () -> Duration = Throttle.time,
    sleep: @escaping @Sendable (Duration) -> Void = Throttle.wait(for:)
  ) {
    self.mostPerSecond = mostPerSecond
    self.batchTime = batchTime
    self.isPaused = isPaused
    self.isInterrupted = isInterrupted
    self.clock = clock
    self.sleep = sleep
  }

  private static let origin = ContinuousClock.now

  /// The time since this was first asked.
  package static func time() -> Duration { ContinuousClock.now - origin }

  /// Waits, and holds the thread meanwhile.
  package static func wait(for time: Duration) {
    let nanoseconds = Int(min(max(0, time / .nanoseconds(1)), 1e18))
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .nanoseconds(nanoseconds))
  }
}

/// Decides how large the next batch is, and how long to wait before it.
struct BatchPace {
  private let throttle: Throttle
  private let most: Int
  private(set) var size: Int
  private var start: Duration

  /// `most`: records in a batch, at most.
  init(_ throttle: Throttle, most: Int) {
    self.throttle = throttle
    self.most = min(most, max(1, throttle.mostPerSecond ?? most))
    size = throttle.batchTime == nil ? self.most : min(self.most, 1000)
    start = throttle.clock()
  }

  /// Whether a batch is to be committed before the next one is read.
  var isSlow: Bool { throttle.mostPerSecond != nil || throttle.batchTime != nil }

  /// Takes in that a batch was committed.
  ///
  /// - Returns: how long to wait before the next.
  mutating func committed(_ records: Int) -> Duration {
    let now = throttle.clock()
    let taken = now - start
    if let wanted = throttle.batchTime {
      size = Self.next(after: records, in: taken, wanted: wanted, most: most)
    }
    let rest =
      throttle.mostPerSecond.map { Self.rest(after: records, in: taken, most: $0) } ?? .zero
    start = now + rest
    return rest
  }

  /// Records that take about as long as wanted, at most twice and at least half as many as before.
  static func next(after records: Int, in taken: Duration, wanted: Duration, most: Int) -> Int {
    guard taken > .zero else { return min(most, max(1, records * 2)) }
    let fitting = Double(records) * (wanted / taken)
    return min(most, max(1, Int(min(Double(records) * 2, max(Double(records) / 2, fitting)))))
  }

  /// What is left of the time so many records should take.
  static func rest(after records: Int, in taken: Duration, most: Int) -> Duration {
    max(.zero, .seconds(1) * (Double(records) / Double(max(1, most))) - taken)
  }
}

extension Diagnostic.Code {
  /// A signal ended the run between two batches.
  package static let backfillInterrupted = Self("backfill.interrupted", .runFailed)
}

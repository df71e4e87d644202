import SeedbedCore
import Synchronization

/// Numbers that are the same for one seed.
struct SimulatedDice {
  private var numbers: SplitMix

  init(_ seed: UInt64) { numbers = SplitMix(seed: seed) }

  mutating func roll(_ sides: Int) -> Int { numbers.next(below: sides) }
}

/// The time, and the processes of each system.
final class SimulatedWorld: Sendable {
  private struct State {
    var seconds: Int64 = 1_800_000_000
    var offsets: [String: Int64] = [:]
    var starts: [String: [Int32: String]] = [:]
  }

  private let state = Mutex(State())

  func pass(_ seconds: Int64) { state.withLock { $0.seconds += seconds } }

  func jump(_ system: String, to offset: Int64) {
    state.withLock { $0.offsets[system] = offset }
  }

  func now(in system: String) -> Timestamp {
    state.withLock { Timestamp(seconds: $0.seconds + ($0.offsets[system] ?? 0)) }
  }

  func start(of process: Int32, in system: String) -> String? {
    state.withLock { $0.starts[system]?[process] }
  }

  func set(_ start: String?, of process: Int32, in system: String) {
    state.withLock { $0.starts[system, default: [:]][process] = start }
  }
}

import SeedbedCore
import Synchronization

/// Numbers that are the same for one seed (SplitMix64).
struct SimulatedDice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(sides))
  }
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

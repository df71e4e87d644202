import Synchronization

/// What the databases of one run are called: the run's number is in the name, and held while the run lives.
final class PostgresRunNames: Sendable {
  static let prefix = "seedbed_test_"

  /// Not 0, and positive: how the server shows it is how it is written here.
  let run = Int64.random(in: 1...Int64.max)
  private let last = Mutex(0)

  func next() -> String {
    let number = last.withLock { last in
      last += 1
      return last
    }
    return "\(Self.prefix)\(String(run, radix: 16))_\(number)"
  }

  /// The run whose database this is; nil for names not made here.
  static func run(of name: String) -> Int64? {
    guard let match = name.wholeMatch(of: /seedbed_test_([0-9a-f]{1,16})_\d+/) else { return nil }
    return Int64(match.output.1, radix: 16)
  }
}

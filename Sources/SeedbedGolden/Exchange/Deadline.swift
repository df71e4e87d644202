/// Work that is given up at a moment, whatever it still waits for.
enum Deadline {
  /// The moment came before the end of the work.
  struct Passed: Error {}

  /// What `body` returns; at `moment` it is cancelled.
  ///
  /// - Throws: `Passed` at `moment`, and what `body` throws before.
  static func run<Value: Sendable>(
    until moment: ContinuousClock.Instant, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(until: moment, clock: .continuous)
        throw Passed()
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}

#if canImport(Testing)
  import Foundation
  package import Testing

  /// Runs the tests of a suite on threads of their own, two at a time.
  ///
  /// A test that waits for a process or a lock holds its thread. On a machine with two cores two such tests
  /// would hold every thread there is for tasks, and time-outs elsewhere would run out meanwhile.
  package struct BlockingTests: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = true

    package func scopeProvider(for test: Test, testCase: Test.Case?) -> BlockingTests? {
      testCase == nil ? nil : self
    }

    package func provideScope(
      for test: Test, testCase: Test.Case?,
      performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
      try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
    }
  }

  extension Trait where Self == BlockingTests {
    /// The tests wait in their threads.
    package static var blocking: BlockingTests { BlockingTests() }
  }

  /// A thread for each job.
  private final class ThreadExecutor: TaskExecutor {
    static let shared = ThreadExecutor()
    private let turns = DispatchSemaphore(value: 2)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      Thread {
        self.turns.wait()
        job.runSynchronously(on: self.asUnownedTaskExecutor())
        self.turns.signal()
      }.start()
    }
  }
#endif

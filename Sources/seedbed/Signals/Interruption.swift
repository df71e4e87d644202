import Dispatch
import SeedbedCore
import SeedbedStore
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes the signals that end a process end its work first, so that no service is left behind.
enum Interruption {
  /// The databases in use, whose statements a signal ends, and whether something has to be restored first.
  final class Stores: Sendable {
    private let stores = Mutex<[any Store]>([])
    private let work = Mutex(Work())

    private struct Work {
      var unfinished = 0
      var finished = 0
    }

    func add(_ store: any Store) {
      stores.withLock { $0.append(store) }
    }

    /// What begins now ends in order, however long that takes, until `finish` is called.
    func begin() { work.withLock { $0.unfinished += 1 } }

    func finish() {
      work.withLock { work in
        work.unfinished -= 1
        work.finished += 1
      }
    }

    /// Ends the statements; where the work does not hear of the signal and leaves nothing to restore, the process.
    fileprivate func interrupt(by number: Int32) {
      for store in stores.withLock({ $0 }) { store.interrupt() }
      let finished = work.withLock { $0.finished }
      endWhereNothingIsLeft(by: number, after: .milliseconds(500), unlessBeyond: finished)
    }

    /// `finished`: how much was finished before; what is finished later has heard of the signal, and is left the time
    /// to say so.
    private func endWhereNothingIsLeft(
      by number: Int32, after delay: DispatchTimeInterval, unlessBeyond finished: Int
    ) {
      DispatchQueue.global().asyncAfter(deadline: .now() + delay) {
        let work = self.work.withLock { $0 }
        if work.unfinished == 0, work.finished == finished { _exit(128 + number) }
        self.endWhereNothingIsLeft(
          by: number, after: work.unfinished == 0 ? .seconds(5) : .milliseconds(500),
          unlessBeyond: work.finished)
      }
    }
  }

  /// The signals that ask a process to end; of the terminal that goes only where nobody had it ignored.
  private static let signals = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])

  /// `nohup` ignores the signal for its command.
  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_IGN)
    signal(number, handler)
    return unsafeBitCast(handler, to: Int.self) == 1
  }

  /// Lets the first process of a container end by a signal: the system ends it by none it does not handle.
  static func endFirstProcess() {
    guard getpid() == 1 else { return }
    for number in signals { signal(number) { _exit(128 + $0) } }
  }

  /// Those of the command that runs; nil where a signal ends the process at once.
  @TaskLocal static var stores: Stores?

  /// Runs `body`; SIGINT, SIGTERM and SIGHUP cancel it.
  ///
  /// - Throws: what `body` throws, and `Diagnostic` when a signal ended it.
  static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let stores = Stores()
    let work = Task { try await $stores.withValue(stores) { try await body() } }
    let sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        work.cancel()
        stores.interrupt(by: number)
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      try await work.value
    } catch  where work.isCancelled {
      throw Diagnostic(
        .interrupted, "interrupted",
        help: """
          what was loaded is kept, and what a proof changed is restored; run the same command again to go on
          """)
    }
  }
}

extension Interruption {
  /// Runs `body`, which asks between two steps whether SIGINT, SIGTERM or SIGHUP came; a second one ends the process.
  static func noticing<Result>(
    _ body: (_ isInterrupted: @escaping @Sendable () -> Bool) throws -> Result
  ) throws -> Result {
    let noticed = Notice()
    let sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if noticed.come() { _exit(128 + number) }
        // A batch that takes longer is not kept, and nothing is lost with it.
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(5)) {
          PrintedStream.errors.write("error: interrupted; the batch under way was not kept\n")
          _exit(128 + number)
        }
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    return try $isNoticed.withValue(InterruptionCheck { noticed.isThere }) {
      try body { noticed.isThere }
    }
  }

  /// Whether such a signal came; nil for a command that does not ask.
  @TaskLocal static var isNoticed: InterruptionCheck?

  private final class Notice: Sendable {
    private let flag = Mutex(false)

    var isThere: Bool { flag.withLock { $0 } }

    /// - Returns: whether it was there already.
    func come() -> Bool {
      flag.withLock { flag in
        defer { flag = true }
        return flag
      }
    }
  }
}

extension Diagnostic.Code {
  /// A signal ended the run.
  static let interrupted = Self("run.interrupted", .runFailed)
}

import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One life of the service: a process whose output goes to a file.
actor ServiceProcess {
  private let process: Process
  /// Where signals go: the group when the process leads one, because a script that starts the service
  /// does not pass them on.
  private let target: pid_t
  private let log: ServiceLog
  private let guardian: ServiceGuardian?

  /// Starts `executable`, which is watched over before it begins; its output goes to the log.
  ///
  /// `folder`: where it begins; nil for where this process is.
  init(
    executable: String, arguments: [String], environment: [String: String],
    in folder: String? = nil, log: ServiceLog
  ) throws {
    let process = Process()
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let guardian = ServiceGuardian()
    var waiting: WaitingProgram?
    if guardian == nil {
      process.executableURL = URL(filePath: executable)
      process.arguments = arguments
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
    } else {
      waiting = WaitingProgram(
        process, executable: executable, arguments: arguments, environment: environment)
    }
    let output = log.output
    process.standardOutput = output
    process.standardError = output
    do {
      try Self.unblockingSignals { try process.run() }
      let identifier = process.processIdentifier
      target = getpgid(identifier) == identifier ? -identifier : identifier
      try guardian?.watch(target)
      try waiting?.begin()
    } catch {
      guardian?.dismiss()
      throw error
    }
    self.process = process
    self.log = log
    self.guardian = guardian
  }

  /// Runs `body` in a thread that lets signals through.
  ///
  /// A process inherits what the thread that starts it blocks, and a worker thread blocks nearly everything:
  /// SIGTERM would not reach the service, and SIGCHLD not one with processes of its own. SIGINT stays as it
  /// is, since one that comes just then is meant for this process.
  private static func unblockingSignals(_ body: () throws -> Void) rethrows {
    var open = sigset_t()
    var before = sigset_t()
    sigfillset(&open)
    sigdelset(&open, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &open, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// How the process ended, or nil while it runs.
  var ending: String? {
    guard !process.isRunning else { return nil }
    switch process.terminationReason {
    case .exit: return "exited with status \(process.terminationStatus)"
    case .uncaughtSignal: return "was ended by signal \(process.terminationStatus)"
    @unknown default: return "ended"
    }
  }

  /// Asks the process and those it started to end, and kills them when they have not within `timeout`.
  ///
  /// Works to its end in a cancelled task too: nothing that was started stays behind.
  func stop(within timeout: Duration) async {
    defer { guardian?.dismiss() }
    guard isAlive else { return }
    signal(SIGTERM)
    if await hasEnded(within: timeout) { return }
    signal(SIGKILL)
    _ = await hasEnded(within: .seconds(5))
  }

  /// The last lines of what the process wrote.
  func lastWords(lines count: Int = 20) -> String {
    log.lastWords(lines: count)
  }

  /// Whether the process, or one of its group, runs.
  private var isAlive: Bool {
    process.isRunning || target < 0 && kill(target, 0) == 0
  }

  private func signal(_ number: Int32) {
    kill(target, number)
  }

  /// Whether nothing of the process runs any more, at the latest after `timeout`.
  func hasEnded(within timeout: Duration) async -> Bool {
    let deadline = ContinuousClock.now + timeout
    while isAlive, ContinuousClock.now < deadline {
      // A task of its own, because a sleep in a cancelled task does not sleep.
      await Task.detached { try? await Task.sleep(for: .milliseconds(5)) }.value
    }
    return !isAlive
  }
}

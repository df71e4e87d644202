#if DEBUG
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif
#endif

/// Steps of a run at which a test may have the process killed.
enum Failpoint: String {
  /// The run has its row, and nothing was read.
  case begun
  /// Inside the transaction: the rows of a batch and their origins were written.
  case rows
  /// Inside the transaction: so were its rejects.
  case rejects
  /// Inside the transaction: so was the place in the source.
  case progress
  /// Inside the transaction: so were the counters of the run; the commit is next.
  case counters
  /// The batch was committed, and nothing after it was read.
  case committed
  /// All was read, and the run is not called done yet.
  case ended
  /// A batch of an undo was committed.
  case undone
  /// A replay was committed.
  case replayed

  #if DEBUG
    /// How often each step was passed in this process.
    private static let passed = Mutex<[Failpoint: Int]>([:])

    /// Kills the process where `SEEDBED_FAILPOINT` is this step's name and the number of the passage, such
    /// as `rows:2`. Programs built for release do not look.
    static func hit(_ step: Failpoint) {
      guard let wanted = getenv("SEEDBED_FAILPOINT") else { return }
      let count = passed.withLock { passed in
        passed[step, default: 0] += 1
        return passed[step, default: 0]
      }
      if String(cString: wanted) == "\(step.rawValue):\(count)" { raise(SIGKILL) }
    }
  #else
    @inline(__always)
    static func hit(_ step: Failpoint) {}
  #endif
}

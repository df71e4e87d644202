#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long a command took, said to a person who had to wait.
struct ElapsedTime {
  private let start = ContinuousClock.now

  /// One line on a terminal, for what took a second or more.
  func say(quiet: Bool) {
    let elapsed = ContinuousClock.now - start
    guard !quiet, elapsed >= .seconds(1), isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1
    else { return }
    PrintedStream.errors.write(Self.text(of: elapsed) + "\n")
  }

  /// `took 1.2 s`, from a minute on `took 3:07 min`.
  static func text(of elapsed: Duration) -> String {
    let tenths = Int(elapsed / .milliseconds(100))
    if tenths < 600 { return "took \(tenths / 10).\(tenths % 10) s" }
    let seconds = tenths / 10
    return "took \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) min"
  }
}

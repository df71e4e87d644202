import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of a program: wall time in seconds, and its largest resident memory in bytes.
package struct ProcessRun: Sendable {
  package let seconds: Double
  package let peakMemory: Int

  package init(seconds: Double, peakMemory: Int) {
    self.seconds = seconds
    self.peakMemory = peakMemory
  }

  /// Runs a program to its end, its output thrown away.
  ///
  /// - Returns: nil when it cannot be started or does not end well.
  package static func run(_ program: String, _ arguments: [String], in folder: String)
    -> ProcessRun?
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 2, "\(folder)/errors", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    // The shell changes the folder and becomes the program, so that this process stays where it is.
    let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    let start = ContinuousClock.now
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/sh", &actions, nil, words, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child, status == 0 else { return nil }
    let taken = (ContinuousClock.now - start).components
    #if canImport(Glibc)
      let unit = 1024
    #else
      let unit = 1
    #endif
    return ProcessRun(
      seconds: Double(taken.seconds) + Double(taken.attoseconds) * 1e-18,
      peakMemory: Int(usage.ru_maxrss) * unit)
  }

  /// The median of several runs; `prepare` is called before each and is not measured.
  package static func median(
    of runs: Int, prepare: () -> Void = {}, _ run: () -> ProcessRun?
  ) -> ProcessRun? {
    var taken: [ProcessRun] = []
    for _ in 0..<runs {
      prepare()
      guard let one = run() else { return nil }
      taken.append(one)
    }
    let middle = taken.sorted { $0.seconds < $1.seconds }[taken.count / 2]
    return ProcessRun(
      seconds: middle.seconds, peakMemory: taken.map(\.peakMemory).max() ?? middle.peakMemory)
  }
}

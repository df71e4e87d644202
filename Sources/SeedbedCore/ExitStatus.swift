/// What a process tells its caller; the numbers are part of the command's contract.
package enum ExitStatus: Int32, Sendable {
  /// Everything asked for was done.
  case success = 0
  /// The run was complete, and a check in it failed.
  case checkFailed = 1
  /// A file the person wrote is wrong.
  case invalidFile = 2
  /// The run could not be completed.
  case runFailed = 3
  /// The command line is wrong.
  case usage = 64
}

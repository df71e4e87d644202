#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the service says something to whoever started it.
enum StandardLine {
  case output
  case error

  /// Writes a line at once, without a buffer, so that a waiting program sees it through a pipe.
  func write(_ text: String) {
    let line = Array("\(text)\n".utf8)
    let descriptor =
      switch self {
      case .output: STDOUT_FILENO
      case .error: STDERR_FILENO
      }
    #if canImport(Glibc)
      _ = Glibc.write(descriptor, line, line.count)
    #else
      _ = Darwin.write(descriptor, line, line.count)
    #endif
  }
}

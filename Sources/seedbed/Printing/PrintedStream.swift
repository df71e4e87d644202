import SeedbedCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output or standard error. Everything the process prints is written here, so that a reader who
/// left or a device that is full is an answer, and ends no work that is under way.
final class PrintedStream: Sendable {
  static let output = PrintedStream(STDOUT_FILENO)
  static let errors = PrintedStream(STDERR_FILENO)

  private enum State {
    case open
    /// Nobody reads: what is printed goes nowhere, and nothing is wrong.
    case closed
    case failed(Int32)
  }

  private let descriptor: Int32
  private let state = Mutex(State.open)

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Makes the three standard descriptors usable, before any file is opened.
  ///
  /// One that is closed becomes /dev/null: the next file to be opened would else take its number, and be
  /// printed into.
  static func prepare() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
    // Not SIG_IGN, which a service that is started would inherit.
    signal(SIGPIPE) { _ in }
  }

  /// Writes all of a text; after a failure nothing more.
  func write(_ text: String) {
    state.withLock { state in
      guard case .open = state else { return }
      var text = text
      state = text.withUTF8 { Self.write(UnsafeRawBufferPointer($0), to: descriptor) }
    }
  }

  /// Whether whoever was to read has gone.
  var isClosed: Bool {
    state.withLock { if case .closed = $0 { true } else { false } }
  }

  /// Why a text could not be written: a device that is full, and no reader who left.
  var failure: String? {
    guard case .failed(let code) = state.withLock({ $0 }) else { return nil }
    return String(cString: strerror(code))
  }

  /// Ends the process with the status of its work, unless what it printed could not be kept.
  static func end(after status: Int32) -> Never {
    guard let failure = output.failure, status != ExitStatus.usage.rawValue else { exit(status) }
    errors.write("error: cannot write to standard output: \(failure)\n")
    exit(ExitStatus.runFailed.rawValue)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> State {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitForRoom(in: descriptor)
      case EPIPE, EBADF: return .closed
      case let code: return .failed(code)
      }
    }
    return .open
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Another process may have made the pipe one that does not block.
  private static func waitForRoom(in descriptor: Int32) {
    var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&room, 1, -1)
  }
}

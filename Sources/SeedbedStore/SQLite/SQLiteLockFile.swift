import SeedbedCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file beside a database, locked while a run works on it: the system frees it when the run ends, however it
/// ends, whichever number its process had.
final class SQLiteLockFile: Sendable {
  private static let suffix = "-seedbed-lock"

  enum Attempt {
    case held(SQLiteLockFile)
    /// Another process has it.
    case taken
    /// The file cannot be made or locked here.
    case unknown
  }

  private let path: String
  private let descriptor: Mutex<Int32?>
  /// Who had it before and never let go.
  let before: String?

  private init(path: String, descriptor: Int32, before: String?) {
    self.path = path
    self.descriptor = Mutex(descriptor)
    self.before = before
  }

  deinit {
    release()
  }

  /// Takes the lock of a database, and leaves word of the lease of who has it.
  static func take(besides database: String, for token: String, tries: Int) -> Attempt {
    let path = Self.path(besides: database)
    for number in 1...tries {
      // What a link names is somebody else's.
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
      guard descriptor >= 0 else { return .unknown }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let isTaken = errno == EWOULDBLOCK
        close(descriptor)
        guard isTaken else { return .unknown }
        // Whoever only looks has it for a moment.
        if number < tries { usleep(1000) }
        continue
      }
      // Whoever let go removed the file; then this is the lock of a file that is gone.
      guard isSame(descriptor, path) else {
        close(descriptor)
        continue
      }
      let before = text(of: descriptor)
      guard before.wholeMatch(of: /(\S+ \S+\n)?/) != nil else {
        close(descriptor)
        return .unknown
      }
      let word = Self.word(of: token) ?? ""
      ftruncate(descriptor, 0)
      _ = word.withCString { pwrite(descriptor, $0, strlen($0), 0) }
      return .held(
        SQLiteLockFile(path: path, descriptor: descriptor, before: before.isEmpty ? nil : before))
    }
    return .taken
  }

  /// Whether another has the lock of a database, and the word of who took it last; nil without a file.
  static func look(besides database: String) -> (isTaken: Bool, word: String)? {
    let descriptor = open(
      path(besides: database), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let isTaken = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    return (isTaken, text(of: descriptor))
  }

  /// Takes the file away from whoever has locked it.
  static func remove(besides database: String) { unlink(path(besides: database)) }

  func release() { end(removing: true) }

  /// As the system does for a process that is killed.
  func abandon() { end(removing: false) }

  private func end(removing isRemoved: Bool) {
    descriptor.withLock { open in
      guard let descriptor = open else { return }
      open = nil
      // A person may have taken it away, and another have its place.
      if isRemoved, Self.isSame(descriptor, path) { unlink(path) }
      // A program that is being started has the descriptor, too, for a moment.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
  }

  /// Whether it is what the holder in a row left in the file, on this system, which would know if it still ran.
  static func isWord(_ word: String?, of row: Leases.Row) -> Bool {
    guard let word, let token = row.token else { return false }
    return word == Self.word(of: token)
  }

  /// nil where the system does not say which it is: then nobody knows who freed a lock.
  private static func word(of token: String) -> String? {
    BootIdentity.own.map { "\($0) \(token)\n" }
  }

  /// The database may be reached by several names.
  private static func path(besides database: String) -> String {
    guard let resolved = realpath(database, nil) else { return database + suffix }
    defer { free(resolved) }
    return String(cString: resolved) + suffix
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  private static func text(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

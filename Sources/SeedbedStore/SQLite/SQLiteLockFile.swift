import Foundation
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

  /// Takes the lock of a database, and leaves word of who has it.
  static func take(besides database: String, as holder: LockHolder) -> Attempt {
    let path = database + suffix
    for _ in 0..<20 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { return .unknown }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let isTaken = errno == EWOULDBLOCK
        close(descriptor)
        guard isTaken else { return .unknown }
        // Whoever only looks has it for a moment.
        usleep(1000)
        continue
      }
      // Whoever let go removed the file; then this is the lock of a file that is gone.
      guard isSame(descriptor, path) else {
        close(descriptor)
        continue
      }
      let before = text(of: descriptor)
      let word = Self.word(of: holder)
      ftruncate(descriptor, 0)
      _ = word.withCString { pwrite(descriptor, $0, strlen($0), 0) }
      return .held(
        SQLiteLockFile(path: path, descriptor: descriptor, before: before.isEmpty ? nil : before))
    }
    return .taken
  }

  /// Whether another has the lock of a database, and the word of who took it last; nil without a file.
  static func look(besides database: String) -> (isTaken: Bool, word: String)? {
    let descriptor = open(database + suffix, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let isTaken = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    return (isTaken, text(of: descriptor))
  }

  func release() {
    descriptor.withLock { open in
      guard let descriptor = open else { return }
      open = nil
      unlink(path)
      close(descriptor)
    }
  }

  /// Whether a row names the holder that had the lock before, on a system that would know if it still ran.
  func isLeft(by row: StoreRow) -> Bool { Self.isWord(before, of: row) }

  /// Whether it is what the holder in a row left in the file.
  static func isWord(_ word: String?, of row: StoreRow) -> Bool {
    word == Self.word(process: row.integer("process") ?? 0, since: row.text("since") ?? "")
  }

  private static func word(of holder: LockHolder) -> String {
    word(process: Int64(holder.process), since: holder.since.description)
  }

  private static func word(process: Int64, since: String) -> String {
    "\(boot) \(process) \(since)\n"
  }

  /// What tells this start of this system from all others.
  private static let boot: String = {
    let file = "/proc/sys/kernel/random/boot_id"
    let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
      ?? ProcessInfo.processInfo.hostName
  }()

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

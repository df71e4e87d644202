import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The database files that this process has open in SQLite.
///
/// SQLite's locks on a file are the process's (POSIX), and the system takes all of them off as soon as the process
/// closes any descriptor of that file: others then take it for unused, and remove what waits beside it. So nothing but
/// SQLite may open such a file.
package enum DatabaseFiles {
  private static let open = Mutex<[Identity: Int]>([:])

  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  /// That a file is open in SQLite, as long as this lives.
  package final class Entry: Sendable {
    private let identity: Identity?

    package init(of path: String) {
      let identity = Identity(path)
      self.identity = identity
      if let identity { DatabaseFiles.open.withLock { $0[identity, default: 0] += 1 } }
    }

    deinit {
      guard let identity else { return }
      DatabaseFiles.open.withLock { files in
        let count = (files[identity] ?? 1) - 1
        files[identity] = count > 0 ? count : nil
      }
    }
  }

  /// Opens, reads and closes a file by `body`; nil, and nothing is done, if it is open in SQLite.
  package static func unlessOpen<Result>(_ path: String, _ body: () -> Result) -> Result? {
    open.withLock { files in
      if let identity = Identity(path), files[identity] != nil { return nil }
      return body()
    }
  }

  /// Whether a file is open in SQLite, under whatever name.
  package static func isOpen(_ path: String) -> Bool { unlessOpen(path) { true } == nil }
}

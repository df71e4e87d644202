#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a file is named to SQLite so that reading it changes nothing, whatever rights there are.
struct SQLiteReadAddress {
  let uri: String
  /// Whether SQLite is told that nobody changes the file.
  let isImmutable: Bool

  /// A file in write-ahead mode wants others beside it, unless it is said that nobody changes it: which is so
  /// where nothing waits to be written into it, and has to be looked at again at the end.
  init(of path: String, othersWrite: Bool) {
    isImmutable =
      !othersWrite && Self.isWriteAhead(path) && !Self.hasLog(path) && !Self.hasJournal(path)
    uri = Self.uri(of: path, isImmutable ? "immutable=1" : "mode=ro")
  }

  /// How a file is named that is copied as one moment shows it.
  ///
  /// Opened to write, it leaves nothing beside the file when it is closed, and writes nothing either, unless changes
  /// wait beside it: whoever closes it last writes these into it.
  static func toCopy(_ path: String) -> String {
    uri(of: path, hasLog(path) || hasJournal(path) ? "mode=ro" : "mode=rw")
  }

  /// Whether changes wait beside the file.
  static func hasLog(_ path: String) -> Bool { hasBytes("\(path)-wal") }

  /// Whether what a change took away lies beside the file: the change is under way, or was never ended.
  static func hasJournal(_ path: String) -> Bool { hasBytes("\(path)-journal") }

  private static func hasBytes(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  private static func uri(of path: String, _ mode: String) -> String {
    "file:\(escaped(path))?\(mode)"
  }

  /// Whether the file's header says that changes go into a log beside it first, and this process has it not open.
  private static func isWriteAhead(_ path: String) -> Bool {
    DatabaseFiles.unlessOpen(path) {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      var header = [UInt8](repeating: 0, count: 20)
      return read(descriptor, &header, 20) == 20 && header[18] == 2
    } ?? false
  }

  /// What has a meaning in a URI is written by its code.
  private static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }
}

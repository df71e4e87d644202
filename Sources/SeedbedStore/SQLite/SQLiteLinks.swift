import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names of a database file.
///
/// SQLite keeps its journal, and this product its lock, beside a file under its name: programs that use two names of
/// one file do not see each other's, and damage it.
enum SQLiteLinks {
  /// - Throws: `Diagnostic` for a file with hard links, which may not be written under any of its names.
  static func requireOneName(of path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink > 1 else {
      return
    }
    throw Diagnostic(
      .storeOpen,
      "\(path) has \(status.st_nlink) names (hard links), and programs that write it under two of them damage it",
      help: "nothing was changed; copy it to a file of its own with cp, or remove its other names")
  }
}

import GRDB
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SQLiteSession {
  /// The file by its number and the moment it was made, which no copy shares.
  func identity() throws -> String {
    let path = try rows("SELECT file FROM pragma_database_list WHERE name = 'main'").first?
      .text("file")
    guard let path, let identity = FileIdentity.of(path) else {
      throw Diagnostic(
        .storeOpen, "the file of the database is not there any more",
        help: "nothing was changed; see what moved or removed it")
    }
    return identity
  }

  var otherIdentity: String { "the mark was made for another database file" }
}

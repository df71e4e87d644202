import SeedbedCore
import SeedbedStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens a database that is already there and answers.
///
/// - Throws: `StartFailure` when it is missing, cannot be opened, or holds no collections.
func openStore(at address: String) throws -> any Store {
  do {
    let url = try StoreURL(address)
    if url.engine == .sqlite, access(url.target, R_OK) != 0 {
      throw StartFailure("there is no database at \(url); create it with 'seedbed up'")
    }
    let store = try url.open()
    let collections = try store.read { try $0.collectionNames() }
    guard collections.contains("user_sessions") else {
      try store.close()
      throw StartFailure("\(url) has no collections; create them with 'seedbed up'")
    }
    return store
  } catch let problem as Diagnostic {
    throw StartFailure(problem.message)
  }
}

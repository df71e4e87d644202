import SeedbedStore

/// The databases of runs that ended without dropping them.
///
/// A run holds its number on the server from before its first database to the end of its connection,
/// however that ends, and is connected to every database it keeps. A database is left over when neither
/// is so.
struct PostgresLeftovers {
  private let server: PostgresServer

  init(on server: PostgresServer) {
    self.server = server
  }

  func drop() throws {
    // Databases first: a run that made one of these held its number before.
    let databases = try server.databases(startingWith: PostgresRunNames.prefix)
    let alive = try server.heldNumbers()
    for database in databases where !database.isInUse {
      guard let run = PostgresRunNames.run(of: database.name), !alive.contains(run) else {
        continue
      }
      // Another run may drop the same one now.
      try? server.drop(database.name, evenInUse: false)
    }
    try PostgresTemplate.dropUnused(on: server)
  }
}

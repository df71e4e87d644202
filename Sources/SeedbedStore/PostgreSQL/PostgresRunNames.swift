import Synchronization

/// What the databases of one run are called: the run's number is in the name, and held while the run lives.
///
/// A run holds its number on the server from before its first database to the end of its connection, however that
/// ends, and is connected to every database it keeps. A database is left over when neither is so.
package final class PostgresRunNames: Sendable {
  private let prefix: String
  /// What a database says of itself that may be dropped when its run has ended; nil where its name is enough.
  private let remark: String?
  /// Not 0, and positive: how the server shows it is how it is written here.
  private let run = Int64.random(in: 1...Int64.max)
  private let last = Mutex(0)

  /// Takes a number for this run, and drops the databases of runs that ended without doing so.
  ///
  /// - Parameters:
  ///   - prefix: what all such names begin with.
  ///   - remark: what is said on each of these databases.
  /// - Throws: `Diagnostic` behind a pooler, where connections and their locks are not the program's own.
  package init(
    startingWith prefix: String, remark: String? = nil, on server: PostgresServer
  ) throws {
    self.prefix = prefix
    self.remark = remark
    // Before the first database has the run's name, the run is known to live.
    try server.hold(run)
    try dropLeftovers(on: server)
  }

  /// Holds the number of this run over another connection too.
  package func hold(on server: PostgresServer) throws { try server.hold(run) }

  package func next() -> String {
    let number = last.withLock { last in
      last += 1
      return last
    }
    return "\(prefix)\(String(run, radix: 16))_\(number)"
  }

  private func dropLeftovers(on server: PostgresServer) throws {
    for name in try Self.leftovers(startingWith: prefix, remark: remark, on: server) {
      // Another run may drop the same one now.
      try? server.drop(name, evenInUse: false)
    }
  }

  /// The databases of runs that ended without dropping them; the arguments are those of `init`.
  static func leftovers(
    startingWith prefix: String, remark: String?, on server: PostgresServer
  ) throws -> [String] {
    // Databases first: a run that made one of these held its number before.
    let databases = try server.databases(startingWith: prefix)
    let alive = try server.heldNumbers()
    return databases.filter { database in
      guard !database.isInUse, let run = run(of: database.name, startingWith: prefix) else {
        return false
      }
      return !alive.contains(run) && (remark == nil || database.remark == remark)
    }.map(\.name)
  }

  /// The run whose database this is; nil for names not made here.
  private static func run(of name: String, startingWith prefix: String) -> Int64? {
    guard let match = name.dropFirst(prefix.count).wholeMatch(of: /([0-9a-f]{1,16})_\d+/) else {
      return nil
    }
    return Int64(match.output.1, radix: 16)
  }
}

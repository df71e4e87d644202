import SeedbedCore
import Synchronization

/// What the databases of one run are called: the run's number is in the name, and held while the run lives.
///
/// A run holds its number on the server from before its first database to the end of its connection, however that
/// ends, and is connected to every database it keeps. A database is left over when neither is so. Half of a number
/// is chosen, and the other half follows from it, so that no name that somebody else gave is taken for one of these.
/// A comment could not say whose a database is: a run may be killed before it writes one.
package final class PostgresRunNames: Sendable {
  private let prefix: String
  private let run = PostgresRunNames.number(of: .random(in: 0...Int32.max))
  private let last = Mutex(0)

  /// Takes a number for this run, and drops the databases of runs that ended without doing so.
  ///
  /// `prefix`: what all such names begin with.
  ///
  /// - Throws: `Diagnostic` behind a pooler, where connections and their locks are not the program's own.
  package init(startingWith prefix: String, on server: PostgresServer) throws {
    self.prefix = prefix
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

  /// Drops the databases of runs that ended without doing so, where nobody is connected to them any more.
  func dropLeftovers(on server: PostgresServer) throws {
    for name in try Self.leftovers(startingWith: prefix, on: server) {
      // Another run may drop the same one now.
      try? server.drop(name, evenInUse: false)
    }
  }

  /// The databases of runs that ended without dropping them; the arguments are those of `init`.
  static func leftovers(startingWith prefix: String, on server: PostgresServer) throws -> [String] {
    // Databases first: a run that made one of these held its number before.
    let databases = try server.databases(startingWith: prefix)
    let alive = try server.heldNumbers()
    return databases.filter { database in
      guard !database.isInUse, let run = run(of: database.name, startingWith: prefix) else {
        return false
      }
      return !alive.contains(run)
    }.map(\.name)
  }

  /// The run whose database this is; nil for names not made here.
  private static func run(of name: String, startingWith prefix: String) -> Int64? {
    guard let match = name.dropFirst(prefix.count).wholeMatch(of: /([0-9a-f]{1,16})_\d+/),
      let run = Int64(match.output.1, radix: 16), number(of: Int32(run >> 32)) == run
    else { return nil }
    return run
  }

  /// The number of a run: what was chosen for it, and what a digest says of that.
  private static func number(of chosen: Int32) -> Int64 {
    let check = Digest(of: Array("seedbed run \(chosen)".utf8)).bytes.prefix(4)
    return check.reduce(Int64(chosen)) { $0 << 8 | Int64($1) }
  }
}

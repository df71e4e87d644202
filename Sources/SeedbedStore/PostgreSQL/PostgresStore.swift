import CPostgreSQL
import Foundation
import SeedbedCore
import Synchronization

/// A database of a PostgreSQL server, or of one that speaks its protocol.
///
/// Each transaction has a connection to itself; connections that are done wait for the next.
package final class PostgresStore: Store {
  /// How many connections are kept when nothing uses them.
  private static let mostIdle = 4
  /// How often a transaction is run in all, when others stand in its way.
  private static let mostTries = 4

  package let engine = StoreEngine.postgres
  package let name: String
  let address: PostgresAddress
  let notices: PostgresNotices
  private let patience: PostgresPatience
  private let state = Mutex(State())
  let fence = LockFence(holding: " FOR SHARE")

  private struct State {
    var idle: [PostgresConnection] = []
    /// The connections in use, by the thread that uses them.
    var busy: [UInt: PostgresConnection] = [:]
    /// The connections that hold locks, by the number of the lock.
    var locks: [Int: PostgresConnection] = [:]
    var lastLock = 0
    var isClosed = false
  }

  /// Connects once, so that a wrong address is known at once.
  ///
  /// - Parameters:
  ///   - url: `postgres://user@host:port/database`; `PG*` variables fill in what it leaves out.
  ///   - onNotice: hears what the server remarks on while a script of the user runs.
  /// - Throws: `Diagnostic` with code `store.open` when there is no server, no such database, or no way in.
  package convenience init(
    url: String, onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    try self.init(url: url, patience: .seconds(5), onNotice: onNotice)
  }

  /// `patience`: how long the server may say nothing until it is asked what it does.
  /// `name`: what messages call the database; nil for where it is.
  init(
    url: String, patience turn: Duration = .seconds(5), shownAs name: String? = nil,
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    address = try PostgresAddress(url)
    patience = PostgresPatience(turn: turn, inquiry: PostgresInquiry(address: address))
    notices = PostgresNotices(onNotice)
    let first: PostgresConnection
    do {
      first = try PostgresConnection(address.parameters, notices: notices, patience: patience)
    } catch let error as PostgresError {
      throw PostgresFailure.opening(address, error)
    }
    self.name = name ?? first.name
    state.withLock { $0.idle.append(first) }
  }

  deinit {
    try? close()
  }

  package func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    try translating {
      // Inside a read or a transaction of the same thread, its view is the one to show.
      if let current = state.withLock({ $0.busy[Self.thread] }) {
        return try body(PostgresSession(current))
      }
      return try withConnection(beginning: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
        connection in
        defer { _ = try? connection.run("ROLLBACK") }
        return try body(PostgresSession(connection))
      }
    }
  }

  /// As the protocol says; `body` runs again, up to three times, when the server ended the transaction in
  /// favour of others (a deadlock, a serialisation failure), so it must not build on what it did before.
  package func transaction<Result>(
    _ kind: TransactionKind, _ body: (any StoreSession) throws -> Result
  ) throws -> Result {
    try translating {
      var tries = 1
      while true {
        do {
          return try withConnection(beginning: "BEGIN") { try run(kind, body, on: $0) }
        } catch let error as PostgresError where error.isPassing && tries < Self.mostTries {
          Thread.sleep(forTimeInterval: 0.02 * Double(tries * tries))
          tries += 1
        }
      }
    }
  }

  /// On a connection of its own, with the limits of the address, or else the server's.
  package func runAlone(_ sql: String) throws {
    let connection = try translating { try connect() }
    let thread = Self.thread
    state.withLock { $0.busy[thread] = connection }
    defer { state.withLock { $0.busy[thread] = nil } }
    do {
      try fence.check(in: PostgresSession(connection), of: name)
      try PostgresAlone(connection, address).run(sql)
    } catch let error as PostgresError {
      throw PostgresFailure.diagnostic(for: error, in: name)
    }
  }

  package func acquireLock(_ holder: LockHolder) throws -> any RunnerLock {
    try translating { try PostgresLock.acquire(holder, on: self) }
  }

  package func lockState(seenBy observer: LockHolder) throws -> LockState {
    try translating { try PostgresLock.state(seenBy: observer, on: self) }
  }

  package func breakLock() throws { try translating { try PostgresLock.breakLock(of: self) } }

  package func share(
    pieces: [String], as holder: LockHolder, _ work: () throws -> String
  ) throws -> any SharedWork {
    try translating { try PostgresWork(pieces: pieces, as: holder, on: self, work) }
  }

  package func interrupt() {
    for connection in state.withLock({ Array($0.busy.values) }) { connection.cancel() }
  }

  package func close() throws {
    state.withLock {
      $0.idle.removeAll()
      $0.locks.removeAll()
      $0.isClosed = true
    }
  }

  private func run<Result>(
    _ kind: TransactionKind, _ body: (any StoreSession) throws -> Result,
    on connection: PostgresConnection
  ) throws -> Result {
    do {
      _ = connection.takePassing()
      _ = connection.takeKeys()
      if kind != .rows {
        try connection.run("SET CONSTRAINTS ALL DEFERRED")
        connection.transaction.defersConstraints = true
      }
      let number = try PostgresTransaction.number(on: connection)
      connection.transaction.number = number
      // Two programs that make the same table at once would both find it missing.
      if kind != .rows, number != nil {
        try connection.run("SELECT pg_advisory_xact_lock(\(PostgresLock.structureKey))")
      }
      let session = PostgresSession(connection)
      try fence.check(in: session, of: name)
      let result = try body(session)
      guard connection.isInTransaction else {
        throw Diagnostic(
          .storeStatement,
          "a statement ended the transaction it ran in; what came before it is kept",
          help: "leave BEGIN, COMMIT and ROLLBACK out: each step runs in a transaction already")
      }
      if kind != .rows { try connection.run("SET CONSTRAINTS ALL IMMEDIATE") }
      try session.moveSequences(behind: connection.takeKeys())
      try fence.renewIfDue(in: session)
      try commit(number, on: connection)
      return result
    } catch {
      if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
      // Whatever was made of it on the way, the transaction may succeed another time.
      throw connection.takePassing() ?? error
    }
  }

  /// Commits; when the connection breaks meanwhile, asks on another one what became of it.
  private func commit(_ number: String?, on connection: PostgresConnection) throws {
    do {
      let answer = try connection.run("COMMIT")
      // After a statement that failed and was not reported, COMMIT rolls back.
      guard answer.command == "COMMIT" else {
        throw Diagnostic(
          .storeStatement, "\(name) rolled a transaction back in which a statement had failed",
          help: "nothing of this step was kept")
      }
    } catch let error as PostgresError where error.isLost {
      switch PostgresTransaction.outcome(of: number, on: self) {
      case .committed: return
      case .aborted: throw error
      case .unknown:
        throw Diagnostic(
          .storeInDoubt,
          "the connection to \(name) was lost at a commit, and whether it was made is not known",
          help: "run again: what was kept is read before anything is done", cause: error.message)
      }
    }
  }

  /// A connection of its own, for a lock or a question after a loss.
  func connect() throws -> PostgresConnection {
    try PostgresConnection(address.parameters, notices: notices, patience: patience)
  }

  /// Keeps the connection of a lock, until the lock is released or the store closed.
  ///
  /// - Returns: the number of the lock.
  func keep(_ connection: PostgresConnection) -> Int {
    state.withLock {
      $0.lastLock += 1
      $0.locks[$0.lastLock] = connection
      return $0.lastLock
    }
  }

  /// The connection of a lock; nil once that is released.
  func connection(ofLock number: Int) -> PostgresConnection? {
    state.withLock { $0.locks[number] }
  }

  func releaseConnection(ofLock number: Int) {
    state.withLock { $0.locks[number] = nil }
  }

  private func withConnection<Result>(
    beginning begin: String, _ body: (PostgresConnection) throws -> Result
  ) throws -> Result {
    let connection = try begun(begin)
    let thread = Self.thread
    state.withLock { $0.busy[thread] = connection }
    defer {
      state.withLock {
        $0.busy[thread] = nil
        if !connection.isLost, !connection.isInTransaction, !$0.isClosed,
          $0.idle.count < Self.mostIdle
        {
          $0.idle.append(connection)
        }
      }
    }
    return try body(connection)
  }

  /// A connection in a new transaction; one that broke while it waited is replaced.
  func begun(_ begin: String) throws -> PostgresConnection {
    if let idle = state.withLock({ $0.idle.popLast() }) {
      do {
        return try start(begin, on: idle)
      } catch let error as PostgresError where error.isLost {
        state.withLock { $0.idle.removeAll() }
      }
    }
    return try start(begin, on: connect())
  }

  private func start(_ begin: String, on connection: PostgresConnection) throws
    -> PostgresConnection
  {
    let settings = settings(for: connection)
    if connection.serverProcess != connection.backend { connection.serverProcess = nil }
    connection.transaction = PostgresTransactionState(settings: settings)
    connection.serverProcess =
      try connection.run("\(begin); \(settings); SELECT pg_backend_pid()").text(0, 0)
    return connection
  }

  /// Set in each transaction anew: behind a pooler the next one may be on another connection.
  private func settings(for connection: PostgresConnection) -> String {
    var settings = [
      ("timezone", "UTC"), ("datestyle", "ISO, YMD"), ("bytea_output", "hex"),
      ("extra_float_digits", "1"), ("standard_conforming_strings", "on"),
      ("client_min_messages", "warning"), ("lock_timeout", address.lockTimeout),
    ]
    // A statement whose client was killed ends within a second, and with it its locks.
    if connection.serverVersion >= 140_000 {
      settings.append(("client_connection_check_interval", "1s"))
    }
    if let limit = address.statementTimeout { settings.append(("statement_timeout", limit)) }
    return settings.map { "SET LOCAL \($0) = '\($1)'" }.joined(separator: "; ")
  }

  func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as PostgresError {
      throw PostgresFailure.diagnostic(for: error, in: name)
    } catch let failure as ScriptFailure {
      throw failure.diagnostic(in: name)
    }
  }

  private static var thread: UInt { UInt(pthread_self()) }
}

extension PostgresConnection {
  /// The database as messages name it, without a password.
  var name: String {
    func text(_ words: UnsafeMutablePointer<CChar>?) -> String {
      words.map { String(cString: $0) } ?? ""
    }
    let (user, host, port, database) = (
      text(PQuser(pointer)), text(PQhost(pointer)), text(PQport(pointer)), text(PQdb(pointer))
    )
    return host.hasPrefix("/")
      ? "postgres://\(user)@/\(database)?host=\(host)&port=\(port)"
      : "postgres://\(user)@\(host):\(port)/\(database)"
  }
}

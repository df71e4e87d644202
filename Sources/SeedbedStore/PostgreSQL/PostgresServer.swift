package import SeedbedCore
import Synchronization

/// The databases of one PostgreSQL server, made, copied and dropped.
///
/// Each of these is a statement of its own, outside any transaction, as the server wants it.
package final class PostgresServer: Sendable {
  /// A database, the remark that was left on it, and whether anybody is connected to it.
  package struct Database: Sendable, Hashable {
    package let name: String
    package let remark: String?
    package let isInUse: Bool
  }

  private let address: PostgresAddress
  private let patience: PostgresPatience
  /// One thread at a time asks.
  private let connection: Mutex<PostgresConnection>
  private let name: String
  /// Who is connected, and owns what is made.
  package let role: String

  /// Connects to the database of `url`, from which the others are reached.
  ///
  /// - Throws: `Diagnostic` with code `store.open` when there is no server or no way in.
  package init(url: String) throws {
    address = try PostgresAddress(url)
    patience = PostgresPatience(
      turn: .seconds(5), inquiry: PostgresInquiry(address: address))
    let opened: PostgresConnection
    do {
      opened = try Self.connect(address, patience)
    } catch let error as PostgresError {
      throw PostgresFailure.opening(address, error)
    }
    name = opened.name
    role = opened.role
    connection = Mutex(opened)
  }

  /// The address of another database of this server.
  package func url(of database: String) -> String { address.url(of: database) }

  /// Creates a database: empty, or a copy of `template`, to which nobody may be connected.
  package func create(_ database: String, from template: String = "template0") throws {
    try run(
      """
      CREATE DATABASE \(SQLText.identifier(database)) TEMPLATE \(SQLText.identifier(template))
      """)
  }

  /// Drops a database; nothing happens where there is none.
  ///
  /// `evenInUse`: ends the connections to it, instead of being refused because of them.
  package func drop(_ database: String, evenInUse: Bool = true) throws {
    let force = evenInUse ? " WITH (FORCE)" : ""
    try run("DROP DATABASE IF EXISTS \(SQLText.identifier(database))\(force)")
  }

  /// Lets nobody connect to a database any more: it is there to be copied.
  package func seal(_ database: String) throws {
    try run("ALTER DATABASE \(SQLText.identifier(database)) WITH ALLOW_CONNECTIONS false")
  }

  package func rename(_ database: String, to name: String) throws {
    try run(
      "ALTER DATABASE \(SQLText.identifier(database)) RENAME TO \(SQLText.identifier(name))")
  }

  /// Leaves a remark on a database, which `databases` gives back.
  package func remark(_ text: String, on database: String) throws {
    try run(
      """
      COMMENT ON DATABASE \(SQLText.identifier(database)) IS \(PostgresDialect.quotedText(text))
      """)
  }

  /// The databases whose name starts with `prefix`, in the order of their names.
  package func databases(startingWith prefix: String) throws -> [Database] {
    try translating {
      try connection.withLock { connection in
        let result = try connection.run(
          """
          SELECT datname, shobj_description(oid, 'pg_database'),
            EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)
          FROM pg_database d WHERE left(datname, length($1)) = $1 ORDER BY datname COLLATE "C"
          """, [.text(prefix)])
        return (0..<result.count).map {
          Database(
            name: result.text($0, 0) ?? "", remark: result.text($0, 1),
            isInUse: result.text($0, 2) == "t")
        }
      }
    }
  }

  /// Runs `body` while nobody else does that asked for the same `key`.
  package func alone<Result>(for key: String, _ body: () throws -> Result) throws -> Result {
    let number = Int64(Checksum(of: key).description.prefix(15), radix: 16) ?? 0
    // The lock is the connection's, so each caller needs its own.
    let own = try translating {
      let own = try Self.connect(address, patience)
      try requireOwn(own)
      try own.run("SELECT pg_advisory_lock(\(number))")
      return own
    }
    defer { _ = try? own.run("SELECT pg_advisory_unlock(\(number))") }
    return try body()
  }

  /// Holds `number` for as long as this connection lives, however it ends: a sign of life for others.
  ///
  /// - Throws: `Diagnostic` behind a pooler, where connections and their locks are not the program's own.
  package func hold(_ number: Int64) throws {
    try translating {
      try connection.withLock { connection in
        try requireOwn(connection)
        // A server may end connections on which nothing is asked for long; before version 14 none did.
        try connection.run(
          """
          SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout';
          SELECT pg_advisory_lock(\(number))
          """)
      }
    }
  }

  /// The numbers that programs hold now, whichever database they are connected to.
  package func heldNumbers() throws -> Set<Int64> {
    try translating {
      try connection.withLock { connection in
        let result = try connection.run(
          """
          SELECT CAST(classid AS bigint) << 32 | CAST(objid AS bigint) FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND granted
          """)
        return Set((0..<result.count).compactMap { result.text($0, 0).flatMap { Int64($0) } })
      }
    }
  }

  private static func connect(
    _ address: PostgresAddress, _ patience: PostgresPatience
  ) throws -> PostgresConnection {
    let connection = try PostgresConnection(
      address.parameters, notices: PostgresNotices { _ in }, patience: patience)
    _ = try connection.isPooled()
    return connection
  }

  /// - Throws: `Diagnostic` behind a pooler, where the locks of a connection are not the program's own.
  private func requireOwn(_ connection: PostgresConnection) throws {
    guard try connection.isPooled() else { return }
    throw Diagnostic(
      .storePooled, "\(name) is reached through a pooler, which shares connections",
      help: "name the server itself")
  }

  /// The fields of the one row that `query` gives, as text.
  func fields(of query: String, _ values: [Value] = []) throws -> [String?] {
    try translating {
      try connection.withLock { connection in
        let result = try connection.run(query, values)
        return (0..<result.names.count).map { result.text(0, $0) }
      }
    }
  }

  private func run(_ statement: String) throws {
    try translating { try connection.withLock { _ = try $0.run(statement) } }
  }

  private func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as PostgresError {
      throw PostgresFailure.diagnostic(for: error, in: name)
    }
  }
}

extension Diagnostic.Code {
  /// Work that needs connections of its own, behind a pooler.
  package static let storePooled = Self("store.pooled", .usage)
}

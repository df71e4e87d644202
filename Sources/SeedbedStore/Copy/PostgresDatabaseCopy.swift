import Foundation
import SeedbedCore

/// The copy of a database on its server, which the server makes by itself.
struct PostgresDatabaseCopy: Sendable {
  /// What adds functions and types, and neither reaches other databases nor runs by itself.
  private static let plainExtensions = [
    "plpgsql", "btree_gin", "btree_gist", "citext", "cube", "earthdistance", "fuzzystrmatch",
    "hstore", "intarray", "isn", "lo", "ltree", "pg_stat_statements", "pg_trgm", "pgcrypto",
    "postgis", "seg", "tablefunc", "unaccent", "uuid-ossp", "vector",
  ]
  private static let prefix = "seedbed_copy_"
  private let original: String
  private let names: PostgresRunNames
  private let name: String
  /// Connected to the copy, so that nobody need be to the original: the sign of life of this run.
  private let holder: PostgresServer
  /// How many rows were written to the original when it had been copied.
  private let written: String?

  /// - Throws: `CopyRefusal`, and `Diagnostic` where the server refuses or cannot be reached.
  init(of url: String) throws {
    original = url
    let server = try PostgresServer(url: url)
    let database = try Self.checked(server)
    names = try PostgresRunNames(startingWith: Self.prefix, on: server)
    name = names.next()
    try server.create(name, from: database)
    do {
      written = Self.written(on: server)
      holder = try PostgresServer(url: server.url(of: name))
      // An address can name its database in more than one place.
      guard try holder.fields(of: "SELECT current_database()")[0] == name else {
        throw CopyRefusal(reason: "its address names the database in another way than in its path")
      }
      try names.hold(on: holder)
    } catch {
      try? server.drop(name)
      throw error
    }
  }

  /// The copies that killed processes left on the server of a database; by name.
  static func leftovers(onServerOf url: String) throws -> [String] {
    try PostgresRunNames.leftovers(startingWith: prefix, on: PostgresServer(url: url))
  }

  func opened(as shown: String) throws -> DatabaseCopy {
    do {
      let url = holder.url(of: name)
      let store = try PostgresStore(url: url, shownAs: shown)
      return DatabaseCopy(
        at: try StoreURL(url), store,
        isOriginalChanged: {
          guard let now = try? Self.written(on: PostgresServer(url: original)) else { return false }
          return written != nil && now != written
        }, removal: remove)
    } catch {
      remove()
      throw error
    }
  }

  /// The rows that were ever written to the collections of a database; what the server writes itself is none.
  private static func written(on server: PostgresServer) -> String? {
    try? server.fields(
      of: """
        SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables
        WHERE relname NOT LIKE 'seedbed\\_%'
        """)[0]
  }

  private func remove() {
    guard let server = try? PostgresServer(url: original) else { return }
    try? server.drop(name)
    // The service of a run that was killed may have been connected when this one began.
    try? names.dropLeftovers(on: server)
  }

  /// - Returns: what the database is called.
  /// - Throws: `CopyRefusal` where a copy would not do what the database does, or reach what belongs to others.
  private static func checked(_ server: PostgresServer) throws -> String {
    // The server takes a moment to notice that this process closed its own connections, and another verification
    // is connected as long as it copies.
    for tries in 0..<500 {
      let fields = try server.fields(of: question)
      if let reason = fields[1] { throw CopyRefusal(reason: reason) }
      if fields[2] == "0", let name = fields[0] { return name }
      if fields[3] != "0", tries >= 25 { break }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw CopyRefusal(
      reason: "others are connected to it, and what they write meanwhile will be lost")
  }

  /// The name of the database, why it cannot be copied, how many others are connected to it, and how many of these are
  /// other programs.
  private static let question = """
    SELECT datname,
      CASE
        WHEN version() NOT LIKE 'PostgreSQL %' THEN 'its engine is not PostgreSQL itself'
        WHEN NOT (SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user)
          THEN 'this role may not create databases'
        WHEN NOT (datistemplate OR pg_has_role(datdba, 'MEMBER'))
          THEN 'it belongs to another role'
        WHEN pg_database_size(oid) > \(DatabaseCopy.largest)
          THEN 'it is larger than \(DatabaseCopy.largest >> 20) MB'
        WHEN EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase = d.oid)
          THEN 'it has settings of its own'
        WHEN datacl IS NOT NULL THEN 'it has grants of its own'
        WHEN EXISTS (SELECT FROM pg_foreign_server) THEN 'it has foreign servers'
        WHEN EXISTS (SELECT FROM pg_subscription WHERE subdbid = d.oid)
          THEN 'it has subscriptions'
        WHEN EXISTS (SELECT FROM pg_prepared_xacts p WHERE p.database = d.datname)
          THEN 'it has prepared transactions'
        ELSE (
          SELECT 'it has the extension ' || min(extname) FROM pg_extension
          WHERE extname NOT IN (\(plainExtensions.map { "'\($0)'" }.joined(separator: ", ")))
          HAVING count(*) > 0
        )
      END,
      (SELECT count(*) \(others)),
      (SELECT count(*) \(others) AND coalesce(application_name, '') <> 'seedbed')
    FROM pg_database d WHERE datname = current_database()
    """

  private static let others = """
    FROM pg_stat_activity a
    WHERE a.datid = d.oid AND a.pid <> pg_backend_pid() AND coalesce(a.backend_type, 'client backend') = 'client backend'
    """
}

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
  private let server: PostgresServer
  private let name: String
  /// How many rows were written to the original when it had been copied.
  private let written: String?

  /// - Throws: `CopyRefusal`, and `Diagnostic` where the server refuses or cannot be reached.
  init(of url: String) throws {
    server = try PostgresServer(url: url)
    let original = try Self.checked(server)
    name = try PostgresRunNames(startingWith: "seedbed_copy_", on: server).next()
    written = Self.written(on: server)
    try server.create(name, from: original)
  }

  func opened(as shown: String) throws -> DatabaseCopy {
    do {
      let url = server.url(of: name)
      let store = try PostgresStore(url: url, shownAs: shown)
      let copy = DatabaseCopy(
        at: try StoreURL(url), store,
        isOriginalChanged: { Self.written(on: server) != written }, removal: remove)
      // An address can name its database in more than one place.
      guard
        try store.read({ try $0.rows("SELECT current_database() AS name") }).first?.text("name")
          == name
      else {
        copy.remove()
        throw CopyRefusal(reason: "its address names the database in another way than in its path")
      }
      return copy
    } catch {
      remove()
      throw error
    }
  }

  private static func written(on server: PostgresServer) -> String? {
    try? server.fields(
      of: """
        SELECT tup_inserted + tup_updated + tup_deleted FROM pg_stat_database
        WHERE datname = current_database()
        """)[0]
  }

  private func remove() { try? server.drop(name) }

  /// - Returns: what the database is called.
  /// - Throws: `CopyRefusal` where a copy would not do what the database does, or reach what belongs to others.
  private static func checked(_ server: PostgresServer) throws -> String {
    // The server takes a moment to notice that this process closed its own connections.
    for _ in 0..<25 {
      let fields = try server.fields(of: question)
      if let reason = fields[1] { throw CopyRefusal(reason: reason) }
      if fields[2] == "f", let name = fields[0] { return name }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw CopyRefusal(reason: "others are connected to it")
  }

  /// The name of the database, why it cannot be copied, and whether anybody else is connected to it.
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
      EXISTS (
        SELECT FROM pg_stat_activity a
        WHERE a.datid = d.oid AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend')
    FROM pg_database d WHERE datname = current_database()
    """
}

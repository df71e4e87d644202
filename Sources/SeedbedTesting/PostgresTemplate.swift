import Foundation
import SeedbedCore
import SeedbedStore

/// The database on a server that the databases of tests are copies of: one for each checksum of what is in it.
struct PostgresTemplate: Sendable {
  private static let prefix = "seedbed_template_"
  private static let remark = "copied for tests, last on "
  /// After which a template that no run asked for is dropped, in seconds.
  private static let longestRest: Double = 14 * 86_400

  let name: String

  /// Finds the template of `contents`, or makes it; of several that want it at once, one does.
  ///
  /// `draft`: the name it has until it is whole.
  init(of contents: SeededContents, on server: PostgresServer, draft: String) throws {
    // Only its owner may copy a database.
    name = Self.prefix + Checksum(of: "\(contents.checksum)\n\(server.role)").description.prefix(32)
    let name = name
    try server.alone(for: name) {
      if try !Self.exists(name, on: server) {
        do {
          try Self.make(draft, of: contents, on: server)
          try server.rename(draft, to: name)
        } catch {
          try? server.drop(draft)
          // Whoever is connected to another database of the server is not held up by this lock.
          guard try Self.exists(name, on: server) else { throw error }
        }
      }
      try server.remark(Self.remark + Self.day(Date()), on: name)
    }
  }

  private static func exists(_ name: String, on server: PostgresServer) throws -> Bool {
    try !server.databases(startingWith: name).isEmpty
  }

  private static func make(
    _ draft: String, of contents: SeededContents, on server: PostgresServer
  ) throws {
    try server.create(draft)
    let store = try PostgresStore(url: server.url(of: draft))
    defer { try? store.close() }
    try contents.fill(store)
    try store.close()
    try server.seal(draft)
  }

  /// Drops templates whose files have changed since, or are gone.
  static func dropUnused(on server: PostgresServer) throws {
    let limit = remark + day(Date(timeIntervalSinceNow: -longestRest))
    func isUnused(_ database: PostgresServer.Database) -> Bool {
      database.remark.map { $0.hasPrefix(remark) && $0 < limit } ?? false
    }
    for database in try server.databases(startingWith: prefix) where isUnused(database) {
      try server.alone(for: database.name) {
        // A run may have asked for it meanwhile.
        guard try server.databases(startingWith: database.name).contains(where: isUnused) else {
          return
        }
        try? server.drop(database.name, evenInUse: false)
      }
    }
  }

  /// Such as `2026-01-15`, in UTC.
  private static func day(_ date: Date) -> String {
    String(Timestamp(seconds: Int64(date.timeIntervalSince1970)).description.prefix(10))
  }
}

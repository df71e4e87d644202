package import SeedbedCore
package import SeedbedStore

/// A migration as the history has it.
package struct AppliedMigration: Sendable, Hashable {
  /// How it came to be in the history.
  package enum Manner: String, Sendable {
    /// Its steps were made.
    case applied
    /// The structure was there already and is the same.
    case adopted
    /// A requirement said to leave it out.
    case skipped
    /// Begun outside a transaction; whether it was made is not known until it ends.
    case begun
  }

  package let id: String
  package let checksum: Checksum
  package let manner: Manner
  package let appliedAt: String

  package init(id: String, checksum: Checksum, manner: Manner, appliedAt: String) {
    self.id = id
    self.checksum = checksum
    self.manner = manner
    self.appliedAt = appliedAt
  }
}

/// What was applied to a database, kept in the database.
package enum MigrationHistory {
  static let table = CollectionSchema(
    name: "seedbed_migrations",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "checksum", type: .text),
      .init(name: "manner", type: .text),
      .init(name: "applied_at", type: .timestamp),
    ])

  /// The history in the order of ids; empty where nothing was ever applied.
  package static func read(from session: any StoreSession) throws -> [AppliedMigration] {
    guard try session.hasCollection(table.name) else { return [] }
    return try session.rows("SELECT * FROM seedbed_migrations ORDER BY id").map { row in
      AppliedMigration(
        id: row.text("id") ?? "", checksum: Checksum(recorded: row.text("checksum") ?? ""),
        manner: row.text("manner").flatMap(AppliedMigration.Manner.init(rawValue:)) ?? .applied,
        appliedAt: row.text("applied_at") ?? "")
    }
  }

  static func record(
    _ migration: Migration, _ manner: AppliedMigration.Manner, at now: Timestamp,
    in session: any StoreSession
  ) throws {
    try session.ensure(table)
    try session.execute(
      "INSERT INTO seedbed_migrations (id, checksum, manner, applied_at) VALUES ($1, $2, $3, $4)",
      [
        .text(migration.id), .text(migration.checksum.description), .text(manner.rawValue),
        .timestamp(now),
      ])
  }

  /// Says that what was begun is made.
  static func complete(_ id: String, at now: Timestamp, in session: any StoreSession) throws {
    try session.execute(
      "UPDATE seedbed_migrations SET manner = $2, applied_at = $3 WHERE id = $1",
      [.text(id), .text(AppliedMigration.Manner.applied.rawValue), .timestamp(now)])
  }

  /// Says that what was made is being taken back outside a transaction, or is there again as before.
  static func mark(
    _ id: String, _ manner: AppliedMigration.Manner, in session: any StoreSession
  ) throws {
    try session.execute(
      "UPDATE seedbed_migrations SET manner = $2 WHERE id = $1",
      [.text(id), .text(manner.rawValue)])
  }

  static func remove(_ id: String, in session: any StoreSession) throws {
    try session.execute("DELETE FROM seedbed_migrations WHERE id = $1", [.text(id)])
  }
}

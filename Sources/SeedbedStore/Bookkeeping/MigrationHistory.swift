package import SeedbedCore

/// A migration as the history has it.
package struct AppliedMigration: Sendable, Hashable {
  /// How it came to be in the history.
  package enum Manner: String, Sendable, BookkeepingValue {
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
    return try session.rows("SELECT * FROM \(table.name) ORDER BY id").map { row in
      AppliedMigration(
        id: try row.decode("id"), checksum: Checksum(recorded: try row.decode("checksum")),
        manner: try row.decode("manner"), appliedAt: try row.decode("applied_at"))
    }
  }

  package static func record(
    _ id: String, _ checksum: Checksum, _ manner: AppliedMigration.Manner, at now: Timestamp,
    in session: any StoreSession
  ) throws {
    try session.ensure(table)
    try session.execute(
      "INSERT INTO \(table.name) (id, checksum, manner, applied_at) VALUES ($1, $2, $3, $4)",
      [
        .text(id), .text(checksum.description), .text(manner.rawValue), .timestamp(now),
      ])
  }

  /// Says that what was begun is made.
  package static func complete(_ id: String, at now: Timestamp, in session: any StoreSession) throws
  {
    try session.execute(
      "UPDATE \(table.name) SET manner = $2, applied_at = $3 WHERE id = $1",
      [.text(id), .text(AppliedMigration.Manner.applied.rawValue), .timestamp(now)])
  }

  /// Says that what was made is being taken back outside a transaction, or is there again as before.
  package static func mark(
    _ id: String, _ manner: AppliedMigration.Manner, in session: any StoreSession
  ) throws {
    try session.execute(
      "UPDATE \(table.name) SET manner = $2 WHERE id = $1",
      [.text(id), .text(manner.rawValue)])
  }

  package static func remove(_ id: String, in session: any StoreSession) throws {
    try session.execute("DELETE FROM \(table.name) WHERE id = $1", [.text(id)])
  }
}

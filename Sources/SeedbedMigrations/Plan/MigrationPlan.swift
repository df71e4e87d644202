package import SeedbedCore
package import SeedbedStore

/// What would happen to each migration: decided from the files and the history alone.
package struct MigrationPlan: Sendable {
  package struct Entry: Sendable {
    package enum State: Sendable, Hashable {
      /// Applied, and unchanged since.
      case applied
      case pending
      /// Applied with another checksum than the file has now.
      case drifted(recorded: Checksum)
      /// Applied, and its file is gone.
      case missing
      /// Not applied, though a later one is.
      case outOfOrder
      /// Begun outside a transaction, and never heard of again.
      case inDoubt(since: String)
    }

    package let id: String
    package let state: State
    /// Nil when the file is gone.
    package let migration: Migration?
  }

  /// In the order of their ids.
  package let entries: [Entry]

  /// Compares the files with what was applied.
  package init(for migrations: [Migration], after history: [AppliedMigration]) {
    let applied = Dictionary(history.map { ($0.id, $0) }) { first, _ in first }
    let last = history.map(\.id).max() ?? ""
    let known = Set(migrations.map(\.id))
    let listed = migrations.map { migration in
      let state: Entry.State =
        switch applied[migration.id] {
        case let record? where record.manner == .begun: .inDoubt(since: record.appliedAt)
        case let record? where record.checksum == migration.checksum: .applied
        case let record?: .drifted(recorded: record.checksum)
        case nil: migration.id < last ? .outOfOrder : .pending
        }
      return Entry(id: migration.id, state: state, migration: migration)
    }
    let gone = history.filter { !known.contains($0.id) }
      .map { Entry(id: $0.id, state: .missing, migration: nil) }
    entries = (listed + gone).sorted { $0.id < $1.id }
  }

  /// The pending migrations whose steps would not be made for what the database holds, with what a run would do
  /// instead; one that would be refused has `fail`.
  package internal(set) var instead: [String: Migration.Requirement.Otherwise] = [:]

  /// Why a run would stop at the first pending migration that the database refuses.
  package internal(set) var refusal: Diagnostic?

  /// The migrations to apply, in order.
  package var pending: [Migration] {
    entries.filter { $0.state == .pending }.compactMap(\.migration)
  }

  /// What stops a run: drift, lost files, and migrations that come too late.
  package var problems: Diagnostics {
    Diagnostics(entries.compactMap(Self.problem))
  }

  private static func problem(of entry: Entry) -> Diagnostic? {
    switch entry.state {
    case .applied, .pending: nil
    case .drifted(let recorded):
      Diagnostic(
        .migrationDrift,
        "\(entry.migration?.file ?? entry.id) was changed after it was applied",
        help: """
          applied as \(recorded.short), now \(entry.migration?.checksum.short ?? "?"): put the file \
          back, and write the change as a new migration
          """)
    case .missing:
      Diagnostic(
        .migrationMissing, "the migration '\(entry.id)' was applied, and its file is gone",
        help: "put the file back; without it nobody can say what the database is")
    case .outOfOrder:
      Diagnostic(
        .migrationOrder,
        "\(entry.migration?.file ?? entry.id) comes before migrations that were applied already",
        help: "give it an id later than the last one applied")
    case .inDoubt(let since): .inDoubt(entry.id, since: since)
    }
  }
}

extension Diagnostic.Code {
  /// An applied migration whose file says something else now.
  package static let migrationDrift = Self("migration.drift", .invalidFile)
  /// An applied migration without a file.
  package static let migrationMissing = Self("migration.missing", .invalidFile)
  /// A migration outside a transaction of which nobody knows how it ended.
  package static let migrationInDoubt = Self("migration.in-doubt", .runFailed)
  /// A new migration with an old id.
  package static let migrationOrder = Self("migration.order", .invalidFile)
}

import SeedbedCore
package import SeedbedStore

extension MigrationHistory {
  /// The migrations of which nobody knows whether they were made.
  package static func check(in session: any StoreSession) throws -> CheckedPart {
    let history = try read(from: session)
    let count = history.count == 1 ? "1 migration" : "\(history.count) migrations"
    return CheckedPart(
      "the history of \(count)",
      history.filter { $0.manner == .begun }.map { .inDoubt($0.id, since: $0.appliedAt) })
  }
}

extension Diagnostic {
  /// What is said of a migration outside a transaction of which nobody knows how it ended.
  static func inDoubt(_ id: String, since: String) -> Diagnostic {
    Diagnostic(
      .migrationInDoubt,
      "the migration '\(id)' was begun at \(since), and whether it was made is not known",
      help: """
        see whether its change is in the database, then say so with 'seedbed migrate resolve \(id) --applied', \
        or have it made again with '--pending'
        """)
  }
}

import SeedbedCore
package import SeedbedStore

extension MigrationHistory {
  /// The migrations of which nobody knows whether they were made.
  package static func check(in session: any StoreSession) throws -> CheckedPart {
    let history = try read(from: session)
    let count = history.count == 1 ? "1 migration" : "\(history.count) migrations"
    return CheckedPart(
      "the history of \(count)",
      history.filter { $0.manner == .begun }.map { migration in
        Diagnostic(
          .migrationInDoubt,
          "\(migration.id) was begun at \(migration.appliedAt), and whether it was made is not known",
          help: """
            see whether its change is in the database, then say so with 'seedbed migrate resolve \
            \(migration.id) --applied' or '--pending'
            """)
      })
  }
}

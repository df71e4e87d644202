package import SeedbedBackfill
package import SeedbedCore
package import SeedbedGolden
package import SeedbedMigrations
package import SeedbedSeeds

/// Everything one `seedbed up` did.
package struct RunSummary: Sendable {
  /// The database, without secrets.
  package let database: String
  package let startedAt: Timestamp
  package var migrations = MigrationOutcome()
  package var seeds: SeedOutcome?
  package var backfills: [BackfillOutcome] = []
  package var verification: VerifyOutcome?
  /// Earlier runs, this one last.
  package var history = RunHistory()

  package init(database: String, startedAt: Timestamp) {
    self.database = database
    self.startedAt = startedAt
  }
}

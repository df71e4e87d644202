public import SeedbedBackfill
public import SeedbedCore
public import SeedbedGolden
public import SeedbedMigrations
public import SeedbedSeeds

/// Everything one `seedbed up` did.
public struct RunSummary: Sendable {
  /// The database, without secrets.
  public let database: String
  public let startedAt: Timestamp
  public var migrations = MigrationOutcome()
  public var seeds: SeedOutcome?
  public var backfills: [BackfillOutcome] = []
  public var verification: VerifyOutcome?
  /// Earlier runs, this one last.
  public var history = RunHistory()

  public init(database: String, startedAt: Timestamp) {
    self.database = database
    self.startedAt = startedAt
  }
}

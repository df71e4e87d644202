import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedMigrations
import SeedbedSeeds
import SeedbedStore

/// What a database of tests holds: migrations, a seed set, and history where it is wanted.
struct SeededContents {
  /// Raised when the same files make another database than before.
  private static let form = 3

  private let migrations: MigrationFolder
  private let plan: SeedPlan
  private let backfills: [BackfillPlan]
  /// Of everything that goes in.
  let checksum: Checksum

  /// - Throws: `Diagnostics` when a file is wrong.
  init(migrations: String, seeds: String, set: String, history: String?) throws {
    self.migrations = try MigrationFolder(at: migrations)
    let sets = try SeedFolder(at: seeds).closure(of: set)
    plan = try SeedPlan(
      for: sets, schema: self.migrations.schema,
      context: SeedContext(folder: seeds, environment: ProcessInfo.processInfo.environment))
    let schema = self.migrations.schema
    let environment = ProcessInfo.processInfo.environment
    backfills =
      try history.map { folder in
        try BackfillFolder(at: folder).specifications.map {
          try BackfillPlan(for: $0, schema: schema, environment: environment)
        }
      } ?? []
    checksum = try Self.checksum(of: self.migrations, plan, backfills)
  }

  private static func checksum(
    of migrations: MigrationFolder, _ plan: SeedPlan, _ backfills: [BackfillPlan]
  ) throws -> Checksum {
    var stream = Checksum.Stream()
    stream.update("\(form)\n")
    for migration in migrations.migrations { stream.update("\(migration.checksum)\n") }
    for load in plan.loads {
      stream.update(load.schema.name)
      load.batch.bytes.withUnsafeBytes { stream.update($0) }
      for cell in load.batch.cells { stream.update("\(cell.kind.rawValue)/\(cell.payload)\n") }
    }
    for backfill in backfills { stream.update("\(try backfill.checksum())\n") }
    return stream.checksum
  }

  /// Fills an empty database, and puts the test mark on it.
  func fill(_ store: any Store) throws {
    try TestMark.set("test", on: store)
    // A template holds no time of its making: the same files give the same records.
    let beginning = Timestamp(seconds: 0)
    let outcome = try MigrationRun(on: store, now: { beginning }).apply(migrations.migrations)
    if let failure = outcome.failure { throw failure }
    _ = try SeedRun(on: store).load(plan)
    if backfills.isEmpty { return }
    let process = ProcessInfo.processInfo
    let holder = LockHolder(
      purpose: "a template for tests", host: process.hostName, process: process.processIdentifier,
      since: beginning)
    try store.asOnlyRunner(holder) { lock in
      for backfill in backfills {
        let outcome = try BackfillRun(on: store, lock: lock, now: { beginning }).load(backfill)
        if let failure = outcome.failure { throw failure }
        if !outcome.isGood { throw Self.unfulfilled(outcome) }
      }
    }
  }

  private static func unfulfilled(_ outcome: BackfillOutcome) -> Diagnostic {
    let check = outcome.checks.first { !$0.holds }
    return Diagnostic(
      .templateUnfulfilled, "a check of the backfill '\(outcome.backfill)' does not hold",
      help: "see what is wrong with 'seedbed backfill run \(outcome.backfill)'",
      at: check?.location,
      cause: check.map { check in
        let actual = check.actual?.description ?? "not known"
        return "\(check.subject) is \(actual), not \(check.expected)"
      })
  }
}

extension Diagnostic.Code {
  /// Records for tests that are not what their checks say.
  static let templateUnfulfilled = Self("testing.check", .checkFailed)
}

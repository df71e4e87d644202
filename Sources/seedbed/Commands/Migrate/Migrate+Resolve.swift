import ArgumentParser
import SeedbedCore
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Migrate {
  /// `seedbed migrate resolve`
  struct Resolve: ProjectCommand {
    var purpose: Purpose { .changing("seedbed migrate resolve") }

    static let configuration = CommandConfiguration(
      commandName: "resolve",
      abstract: "Record whether an interrupted migration outside a transaction was applied.",
      discussion: "EXAMPLE\n  seedbed migrate resolve 20260915-1030-orders --applied")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The migration's id.")
    var id: String

    @Flag(help: "Its change is in the database.")
    var applied = false

    @Flag(help: "Its change is not in the database: it is to be made again.")
    var pending = false

    func validate() throws {
      if applied == pending { throw ValidationError("say either --applied or --pending.") }
    }

    func outcome(in workspace: Workspace) throws -> ResolvedMigration {
      let store = try workspace.openExistingStore()
      let recorded = try store.read { try MigrationHistory.read(from: $0) }.map(\.id)
      if !recorded.contains(id) {
        let ids = try workspace.migrationFolder().migrations.map(\.id)
        guard ids.contains(id) else {
          throw Diagnostic(
            .migrationName,
            "there is no migration '\(id)'\(Suggestion.phrase(for: id, among: ids + recorded))",
            help: "'seedbed migrate status' lists them")
        }
      }
      try workspace.asOnlyRunner(on: store) { _ in
        try MigrationRun(on: store, now: { Workspace.now }).resolve(id, isApplied: applied)
      }
      return ResolvedMigration(id, isApplied: applied)
    }
  }
}

extension Diagnostic.Code {
  /// A migration that is named where there is none.
  static let migrationName = Self("migration.name", .usage)
}

import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import SeedbedReport
import SeedbedStore

extension Database {
  /// `seedbed db check`
  struct Check: ProjectCommand {
    var purpose: Purpose { .looking("seedbed db check") }

    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Look whether a database is as the tool left it, and explain what is not.",
      discussion: """
        Looks at the file (SQLite), at references without their row, at the counters of backfills (read =
        loaded + present + filtered + rejected, and a reject for each one counted), at the rows that backfills
        brought, at migrations in doubt, and at what a run that was killed left, copies of the database for a
        verification too. Changes nothing.

        Ends with status 1 if something is wrong.

        EXAMPLES
          seedbed db check
          seedbed db check --database copy.sqlite --json
        """)

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> CheckedDatabase {
      let store = try workspace.openExistingStore()
      let isAtWork = try store.lockState(seenBy: workspace.holder).isHeld
      let parts =
        try Self.parts(of: store, isAtWork: isAtWork)
        + [CheckedPart.leftCopies(besides: workspace.url)]
      return CheckedDatabase(store.name, isAtWork: isAtWork, parts: parts)
    }

    func end(_ outcome: CheckedDatabase, in workspace: Workspace) throws {
      if !outcome.problems.isEmpty { throw ExitCode.checkFailed }
    }

    private static func parts(of store: any Store, isAtWork: Bool) throws -> [CheckedPart] {
      let sound = try CheckedPart.soundness(of: store)
      return try store.read { session in
        var parts = [sound].compactMap(\.self)
        parts.append(try CheckedPart.references(in: session))
        parts.append(try BackfillCheck.conservation(in: session))
        if !isAtWork {
          parts.append(try BackfillCheck.provenance(in: session))
          parts.append(try MigrationHistory.check(in: session))
          parts.append(try CheckedPart.leftovers(in: session, of: store))
        }
        return parts
      }
    }
  }
}

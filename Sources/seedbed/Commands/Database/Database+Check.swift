import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import SeedbedStore

extension Database {
  /// `seedbed db check`
  struct Check: ParsableCommand {
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

    func run() throws {
      let workspace = try Workspace(options, purpose: "seedbed db check")
      let store = try workspace.openExistingStore()
      defer { try? store.close() }
      let isAtWork = try store.lockState(seenBy: workspace.holder).isHeld
      let parts =
        try Self.parts(of: store, isAtWork: isAtWork)
        + [CheckedPart.leftCopies(besides: workspace.url)]
      let problems = parts.flatMap(\.problems)
      let end =
        isAtWork
        ? "a run is at work: what it has not finished is not looked at"
        : problems.isEmpty
          ? "\(store.name) is as it should be"
          : "\(problems.count) \(problems.count == 1 ? "problem" : "problems")"
      workspace.console.print(
        (parts.flatMap { Self.lines(of: $0, workspace) } + [end]).joined(separator: "\n"),
        json: [
          "version": 1, "database": .string(store.name), "at_work": .bool(isAtWork),
          "parts": .array(parts.map(Self.json)),
        ])
      if !problems.isEmpty { throw ExitCode(ExitStatus.checkFailed.rawValue) }
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

    private static func lines(of part: CheckedPart, _ workspace: Workspace) -> [String] {
      let mark = part.problems.isEmpty ? "✓" : "✗"
      return ["  \(mark) \(part.subject)"]
        + part.problems.flatMap { problem in
          ["    \(problem.message)"] + (problem.help.map { ["      \($0)"] } ?? [])
        }
    }

    private static func json(_ part: CheckedPart) -> JSONValue {
      [
        "subject": .string(part.subject),
        "problems": .array(
          part.problems.map {
            [
              "code": .string($0.code.name), "message": .string($0.message),
              "help": $0.help.map { .string($0) } ?? .null,
            ]
          }),
      ]
    }
  }
}

import ArgumentParser

/// `seedbed migrate`
struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Change the structure of the database, each change once.",
    discussion: """
      EXAMPLES
        seedbed migrate plan
        seedbed migrate up --test
        seedbed migrate down
        seedbed migrate status --json
        seedbed migrate lint
      """, subcommands: [Plan.self, Up.self, Down.self, Resolve.self, Status.self, Lint.self])
}

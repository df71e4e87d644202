import ArgumentParser

extension Backfill {
  struct Rejects: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rejects",
      abstract: "Look at the records a backfill set aside, and try them again.",
      discussion: """
        EXAMPLES
          seedbed backfill rejects page_visits
          seedbed backfill rejects show page_visits data/access.log:8899
          seedbed backfill rejects replay page_visits
        """, subcommands: [List.self, Show.self, Replay.self], defaultSubcommand: List.self)
  }
}

import ArgumentParser

extension Backfill {
  /// `seedbed backfill recipes`
  struct Recipes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "recipes",
      abstract: "List the ready maps from exports onto collections, or print one.",
      discussion: """
        A specification uses one with 'recipe: NAME', says its files, and may override any key.

        EXAMPLES
          seedbed backfill recipes
          seedbed backfill recipes show nginx
        """, subcommands: [List.self, Show.self], defaultSubcommand: List.self)
  }
}

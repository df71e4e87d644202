import ArgumentParser
import SeedbedBackfill
import SeedbedReport

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

    struct List: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the recipes and the collections they fill.",
        discussion: "EXAMPLE\n  seedbed backfill recipes list --json")

      @OptionGroup var printing: PrintOptions

      func run() throws {
        let console = Console(printing)
        let text = try console.report.text(of: Recipe.all)
        let value = try JSONReport.json(of: Recipe.all)
        console.print(text, json: value)
      }
    }

    struct Show: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a recipe, to read or to copy.",
        discussion: "EXAMPLE\n  seedbed backfill recipes show nginx > seeds/history/visits.yaml")

      @OptionGroup var printing: PrintOptions

      @Argument(help: "The recipe.")
      var name: String

      func run() throws {
        let recipe = try Recipe(named: name)
        let value = try JSONReport.json(of: [recipe])
        Console(printing).print(recipe.yaml, json: value)
      }
    }
  }
}

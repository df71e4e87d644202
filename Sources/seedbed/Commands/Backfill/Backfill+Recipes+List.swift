import ArgumentParser
import SeedbedBackfill
import SeedbedReport

extension Backfill.Recipes {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the recipes and the collections they fill.",
      discussion: "EXAMPLE\n  seedbed backfill recipes list --json")

    @OptionGroup var printing: PrintOptions

    func run() throws { try Console(printing).show(RecipeList(of: Recipe.all)) }
  }
}

import ArgumentParser
import SeedbedBackfill
import SeedbedReport

extension Backfill.Recipes {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a recipe, to read or to copy.",
      discussion: "EXAMPLE\n  seedbed backfill recipes show nginx > seeds/history/visits.yaml")

    @OptionGroup var printing: PrintOptions

    @Argument(help: "The recipe.")
    var name: String

    func run() throws { try Console(printing).show(WrittenRecipe(Recipe(named: name))) }
  }
}

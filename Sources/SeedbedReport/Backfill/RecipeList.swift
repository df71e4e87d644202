package import SeedbedBackfill
package import SeedbedFormats

/// The recipes, the collections they fill, and what they are made for.
package struct RecipeList: Shown {
  private let entries: [(name: String, target: String, about: String, yaml: String)]

  package init(of recipes: [Recipe]) throws {
    entries = try recipes.map { recipe in
      let summary = try recipe.summary()
      return (recipe.name, summary.target, summary.about, recipe.yaml)
    }
  }

  package func text(by report: TextReport) -> String {
    var columns = Columns()
    for entry in entries { columns.add(entry.name, entry.target, entry.about) }
    return (columns.lines() + ["use one with 'recipe: NAME' in a backfill, and say its files"])
      .joined(separator: "\n")
  }

  /// The recipes with their YAML.
  package var json: JSONValue {
    let recipes = entries.map { entry -> JSONValue in
      [
        "name": .string(entry.name), "target": .string(entry.target),
        "about": .string(entry.about), "yaml": .string(entry.yaml),
      ]
    }
    return ["version": 1, "recipes": .array(recipes)]
  }
}

/// A recipe as it is written, to read or to copy.
package struct WrittenRecipe: Shown {
  private let yaml: String
  package let json: JSONValue

  package init(_ recipe: Recipe) throws {
    yaml = recipe.yaml
    json = try RecipeList(of: [recipe]).json
  }

  package func text(by report: TextReport) -> String { yaml }
}

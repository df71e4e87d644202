package import SeedbedBackfill
package import SeedbedFormats

extension TextReport {
  /// The recipes, the collections they fill, and what they are made for.
  package func text(of recipes: [Recipe]) throws -> String {
    var columns = Columns()
    for recipe in recipes {
      let summary = try recipe.summary()
      columns.add(recipe.name, summary.target, summary.about)
    }
    return (columns.lines() + ["use one with 'recipe: NAME' in a backfill, and say its files"])
      .joined(separator: "\n")
  }
}

extension JSONReport {
  /// The recipes with their YAML.
  package static func json(of recipes: [Recipe]) throws -> JSONValue {
    let all = try recipes.map { recipe -> JSONValue in
      let summary = try recipe.summary()
      return [
        "name": .string(recipe.name), "target": .string(summary.target),
        "about": .string(summary.about), "yaml": .string(recipe.yaml),
      ]
    }
    return ["version": 1, "recipes": .array(all)]
  }
}

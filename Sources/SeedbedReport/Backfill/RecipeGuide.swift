package import SeedbedBackfill
import SeedbedFormats

/// The page that says, for every recipe, where each column comes from.
package enum RecipeGuide {
  /// The page as Markdown.
  package static func markdown(of recipes: [Recipe]) throws -> String {
    """
    # Recipes

    Ready maps from exports onto the ten collections. A backfill uses one with `recipe:`, says its files, and may
    override any key; a key that is null leaves out what the recipe has. This page is made from the recipes.

    ```yaml
    backfill: visits_2026
    recipe: nginx
    source: {files: [data/access-*.log.gz]}
    ```


    """ + (try recipes.map(section).joined(separator: "\n"))
  }

  private static func section(_ recipe: Recipe) throws -> String {
    let node = try recipe.node()
    var lines = [
      "## \(recipe.name)", "", "\(node["about"]?.scalar ?? "").",
      "Into `\(node["target"]?.scalar ?? "")`, from \(source(of: node)). \(key(of: node))", "",
      "| column | from | how |", "|---|---|---|",
    ]
    for entry in node["map"]?.entries ?? [] {
      let (origin, rules) = (origin(of: entry.value), rules(of: entry.value))
      lines.append("| \(entry.name) | \(origin) | \(rules) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func source(of node: YAMLNode) -> String {
    let source = node["source"]
    var words = "`\(source?["format"]?.scalar ?? "")`"
    if let pointer = source?["pointer"]?.scalar { words += " at `\(pointer)`" }
    let lists = source?["each"]?.items ?? []
    if !lists.isEmpty { words += ", each of \(list(lists))" }
    if source?["sessions"] != nil { words += ", joined into sessions" }
    return words
  }

  private static func key(of node: YAMLNode) -> String {
    guard let key = node["key"] else { return "The key is mapped." }
    guard let fields = key["fields"]?.items else { return "The key is the place in the source." }
    return "The key is made of \(list(fields))."
  }

  private static func origin(of mapping: YAMLNode) -> String {
    if let field = mapping["from"]?.scalar { return "`\(field)`" }
    if let text = mapping["value"]?.scalar { return "always `\(text)`" }
    if let fields = mapping["sum"]?.items { return "the sum of \(list(fields))" }
    guard let fields = mapping["json"]?.items else { return "the whole record" }
    return "\(list(fields)) as JSON"
  }

  /// What else is declared, as the recipe writes it.
  private static func rules(of mapping: YAMLNode) -> String {
    (mapping.entries ?? []).filter { !["from", "value", "sum", "json"].contains($0.name) }
      .map { entry in
        if let scalar = entry.value.scalar { return "`\(entry.name): \(scalar)`" }
        if let items = entry.value.items { return "`\(entry.name)`: \(list(items))" }
        let words = (entry.value.entries ?? []).map { "\($0.name) → \($0.value.scalar ?? "")" }
        return "`\(entry.name)`: \(words.joined(separator: ", "))"
      }.joined(separator: "; ")
  }

  private static func list(_ items: [YAMLNode]) -> String {
    items.map { "`\($0.scalar ?? "")`" }.joined(separator: ", ")
  }
}

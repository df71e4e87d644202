package import SeedbedCore
package import SeedbedFormats

/// A ready map from an export that has a name onto a collection: a specification that lacks its name and its files.
package struct Recipe: Sendable {
  /// What a specification calls it.
  package let name: String
  /// The specification, as a person would write it.
  package let yaml: String

  init(_ name: String, _ yaml: String) {
    self.name = name
    self.yaml = yaml
  }

  /// All there are, in the order of their names.
  package static let all = [
    apache, cloudfront, ghArchive, gitLog, gitHubEvents, jiraCSV, liteLLMSpendLogs,
    mailchimpCampaigns, mastodonOutbox, nginx, ofx, openAIUsage, segment, sendgridEvents, snowplow,
    stripeBalanceReport, stripeBalanceTransactions, stripeCharges, twitterArchive, visitSessions,
    w3c,
  ].sorted { $0.name < $1.name }

  /// The recipe called `name`.
  ///
  /// - Throws: `Diagnostic` with code `backfill.recipe-name` when there is none.
  package init(named name: String) throws {
    guard let found = Self.all.first(where: { $0.name == name }) else {
      throw Diagnostic(
        .backfillRecipeName, Self.unknown(name), help: "'seedbed backfill recipes' lists them")
    }
    self = found
  }

  static func unknown(_ name: String) -> String {
    "there is no recipe '\(name)'\(Suggestion.phrase(for: name, among: all.map(\.name)))"
  }

  /// The document, with places in `recipe NAME`.
  package func node() throws -> YAMLNode {
    try YAMLReader.read(text: yaml, named: "recipe \(name)")
  }

  /// What it is made for, and the collection it fills.
  package func summary() throws -> (about: String, target: String) {
    let node = try node()
    return (node["about"]?.scalar ?? "", node["target"]?.scalar ?? "")
  }
}

extension BackfillDocument {
  /// A specification with what its recipe says and it does not; null leaves out what a recipe has.
  static func completed(_ node: YAMLNode) throws -> YAMLNode {
    guard let place = node["recipe"], let name = place.scalar else { return node }
    guard let recipe = Recipe.all.first(where: { $0.name == name }) else {
      throw place.diagnostic(
        .backfillRecipe, Recipe.unknown(name), help: "'seedbed backfill recipes' lists them")
    }
    return try node.overlaid(on: recipe.node(), joining: ["source", "map"], at: place)
  }
}

extension Diagnostic.Code {
  /// A recipe that does not exist.
  package static let backfillRecipe = Self("backfill.recipe", .invalidFile)
  /// A recipe that is asked for by name and does not exist.
  static let backfillRecipeName = Self("backfill.recipe-name", .usage)
}

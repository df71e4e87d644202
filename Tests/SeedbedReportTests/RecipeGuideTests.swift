import Foundation
import SeedbedBackfill
import SeedbedReport
import Testing

struct RecipeGuideTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/recipes.md")

  /// `SEEDBED_ACCEPT=1` writes the page.
  @Test func `the page of the recipes says what they do`() throws {
    let page = try RecipeGuide.markdown(of: Recipe.all)
    if ProcessInfo.processInfo.environment["SEEDBED_ACCEPT"] != nil {
      try Data(page.utf8).write(to: Self.page)
    }
    #expect(try String(contentsOf: Self.page, encoding: .utf8) == page)
  }

  @Test func `the list names every recipe and its collection`() throws {
    let recipes = try ["gh_archive", "ofx"].map { try Recipe(named: $0) }
    #expect(
      try RecipeList(of: recipes).text(by: TextReport(Paint(isColored: false))) == """
          gh_archive  user_activities         Hours of GH Archive, an event a line
          ofx         financial_transactions  Bank and card statements in OFX 1 and 2
        use one with 'recipe: NAME' in a backfill, and say its files
        """)
  }
}
